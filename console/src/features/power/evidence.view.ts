import type { ProfileEvidence } from '../../gql/graphql.ts';

export type EvidenceWords = { word: string; tone: 'neutral' | 'ok' | 'warn'; meaning: string };

const words: Record<ProfileEvidence, EvidenceWords> = {
  RECORDED: { word: 'Recorded', tone: 'ok', meaning: 'The profile rests on answers recorded from a real device' },
  DOCUMENTED: { word: 'Documented', tone: 'ok', meaning: 'The profile rests on the maker’s document' },
  UNVERIFIED: {
    word: 'Unverified',
    tone: 'warn',
    meaning: 'Nothing backs the profile: bills with it are held until it is confirmed',
  },
};
const unknown: EvidenceWords = { word: 'Not identified', tone: 'neutral', meaning: 'The device has not answered yet' };

/** An unverified profile that a person has confirmed may bill. */
export function evidenceOf(
  evidence: ProfileEvidence | null | undefined,
  confirmedAt: string | null | undefined,
): EvidenceWords {
  if (!evidence) return unknown;
  if (evidence === 'UNVERIFIED' && confirmedAt) {
    return { word: 'Confirmed', tone: 'ok', meaning: 'Nothing backs the profile, but an operator has confirmed it' };
  }
  return words[evidence];
}
