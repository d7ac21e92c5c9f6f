import { Migration } from '@mikro-orm/migrations';

/** A portal is also reached by its organization's own slug, so that an address once given out keeps working. */
export class Migration27PortalAddress extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
create or replace function find_portal(slug text) returns table (
  display_name text, slogan text, primary_color text, accent_color text, portal_slug text, logo_sha256 text)
language sql stable security definer set search_path = public as $$
  select b.display_name, b.slogan, b.primary_color, b.accent_color, b.portal_slug, b.logo_sha256
  from branding b join organization o on o.id = b.id where find_portal.slug in (b.portal_slug, o.slug) order by b.portal_slug = find_portal.slug desc nulls last limit 1
$$;
create or replace function portal_slug_taken(slug text) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from branding b join organization o on o.id = b.id
    where portal_slug_taken.slug in (b.portal_slug, o.slug) and b.id is distinct from viewer_organization())
$$;

drop function find_memberships(uuid);
create function find_memberships(person uuid) returns table (
  membership_id uuid, organization_id uuid, customer_id uuid, role text, active boolean, portal_access boolean, portal_slugs text[])
language sql stable security definer set search_path = public as $$
  select m.id, m.organization_id, m.customer_id, m.role, coalesce(c.active, true), coalesce(c.portal_access, true),
    array_remove(array[b.portal_slug, o.slug], null)
  from membership m join organization o on o.id = m.organization_id
    left join customer c on c.id = m.customer_id left join branding b on b.id = m.organization_id
  where m.user_id = person and m.ended_at is null order by m.created_at, m.id
$$;

create or replace function begin_password_reset(address text, slug text, reset_id uuid, hash bytea, at timestamptz, until timestamptz)
returns table (name text, email text, organization_id uuid, customer_id uuid)
language plpgsql security definer set search_path = public as $$
declare
  person app_user;
begin
  select * into person from app_user u where lower(u.email) = lower(address) for update;
  if person.id is null then return; end if;
  if (select count(*) from password_reset r where r.user_id = person.id and r.created_at > at - interval '1 hour') >= 3 then return; end if;
  return query select person.name, person.email, m.organization_id, m.customer_id from find_memberships(person.id) m
    where m.active and m.portal_access and (slug is null or (m.customer_id is not null and slug = any (m.portal_slugs))) limit 1;
  if not found then return; end if;
  insert into password_reset (id, user_id, token_hash, created_at, expires_at) values (reset_id, person.id, hash, at, until);
end $$;
`;
