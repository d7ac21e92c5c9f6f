import { defineEntity, p } from '@mikro-orm/core';

/** A list as somebody wants to see it again. `query` is the list's part of the address. */
const SavedViewSchema = defineEntity({
  name: 'SavedView',
  tableName: 'saved_view',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    userId: p.uuid(),
    page: p.string(),
    name: p.string(),
    query: p.string(),
  },
});
export class SavedView extends SavedViewSchema.class {}
SavedViewSchema.setClass(SavedView);
