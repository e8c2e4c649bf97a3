-- An entry that can be deleted is as little proof as one that can be rewritten. The row of a conversation or an
-- account may go; what people did there stays.
CREATE TRIGGER audit_entries_never_deleted BEFORE DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
