import { applyAccent, setAppName, useQuery } from '@hashyard/ui';
import { type Accessor, createEffect } from 'solid-js';
import { graphql } from '../../gql';
import type { FaceFragment } from '../../gql/graphql';

export const FaceFields = graphql(`
  fragment Face on Branding {
    displayName
    logoUrl
    slogan
    primaryColor
  }
`);

const PortalFaceDocument = graphql(`
  query PortalFace($slug: String!) {
    portalBranding(slug: $slug) {
      ...Face
    }
  }
`);

/** The host's name, logo and colour by the slug in the address, before anybody is signed in; undefined without one. */
export function useFace(slug: Accessor<string | undefined>): Accessor<FaceFragment | null | undefined> {
  const query = useQuery(PortalFaceDocument, () => {
    const wanted = slug();
    return wanted ? { slug: wanted } : null;
  });
  const face = () => query.data?.portalBranding;
  createEffect(() => {
    const known = face();
    if (!known) return;
    applyAccent(known.primaryColor);
    setAppName(known.displayName);
  });
  return face;
}
