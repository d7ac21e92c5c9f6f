import { Migration } from '@mikro-orm/migrations';

/** The portal's face: a logo of our own making, and what anybody may see of a portal by its slug. */
export class Migration16Branding extends Migration {
  override up(): void {
    this.addSql(sql);
  }
}

const sql = /* sql */ `
-- Content that never changes under its address; former logos stay for the mails that show them.
create table logo (
  id uuid primary key,
  organization_id uuid not null references organization,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bytea not null check (length(bytes) <= 2097152),
  created_at timestamptz not null,
  unique (organization_id, id),
  unique (organization_id, sha256)
);
call protect('logo');
alter table branding add column logo_sha256 text,
  add constraint branding_logo foreign key (organization_id, logo_sha256) references logo (organization_id, sha256);

-- Public: whoever knows the address has seen the logo's page or mail.
create function find_logo(hash text) returns bytea language sql stable security definer set search_path = public as
  $$ select bytes from logo where sha256 = hash limit 1 $$;
create function find_portal(slug text) returns table (
  display_name text, slogan text, primary_color text, accent_color text, portal_slug text, logo_sha256 text)
language sql stable security definer set search_path = public as $$
  select b.display_name, b.slogan, b.primary_color, b.accent_color, b.portal_slug, b.logo_sha256 from branding b where b.portal_slug = slug
$$;
create function portal_slug_taken(slug text) returns boolean language sql stable security definer set search_path = public as
  $$ select exists (select 1 from branding b where b.portal_slug = slug and b.id is distinct from viewer_organization()) $$;
`;
