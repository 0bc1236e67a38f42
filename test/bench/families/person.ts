/** Where a family's names come from. */
export type Origin =
  | 'german'
  | 'turkish'
  | 'polish'
  | 'russian'
  | 'italian'
  | 'arabic'
  | 'vietnamese'
  | 'balkan';

/** How people who book together belong together. */
export type Situation =
  | 'single'
  | 'common-name'
  | 'couple'
  | 'couple-two-names'
  | 'family'
  | 'single-parent'
  | 'siblings'
  | 'three-generations'
  | 'flat-share'
  | 'grandchilds-mailbox'
  | 'car-pool'
  | 'care-home'
  | 'namesakes'
  | 'namesakes-apart'
  | 'twins-apart';

export interface Address {
  street: string;
  houseNumber: string;
  postalCode: string;
  city: string;
}

/** One invented person, as they are, whatever they type. */
export interface Person {
  id: string;
  household: string;
  situation: Situation;
  /** Shared by twins (`twins-1`) and by relatives of the same name (`namesakes-1`); else empty. */
  kin: string;
  origin: Origin;
  isFemale: boolean;
  givenName: string;
  familyName: string;
  /** ISO. */
  birthDate: string;
  /** Empty: none. */
  email: string;
  /** National digits with the leading zero; empty: none. */
  phone: string;
  address: Address;
}
