-- One partial index per view and sort: a page of the list costs the same at any size.
CREATE INDEX conversations_inbox_newest ON conversations (last_message_at DESC, id DESC)
  WHERE NOT archived AND snoozed_until IS NULL;
CREATE INDEX conversations_inbox_unread ON conversations (last_message_at DESC, id DESC)
  WHERE NOT archived AND snoozed_until IS NULL AND unread_count > 0;
CREATE INDEX conversations_inbox_waiting ON conversations ((coalesce(waiting_since, 'infinity')), id)
  WHERE NOT archived AND snoozed_until IS NULL;
CREATE INDEX conversations_needs_reply_waiting ON conversations ((coalesce(waiting_since, 'infinity')), id)
  WHERE NOT archived AND snoozed_until IS NULL AND waiting_since IS NOT NULL;
CREATE INDEX conversations_needs_reply_newest ON conversations (last_message_at DESC, id DESC)
  WHERE NOT archived AND snoozed_until IS NULL AND waiting_since IS NOT NULL;
CREATE INDEX conversations_mine ON conversations (assignee_id, last_message_at DESC, id DESC)
  WHERE NOT archived AND snoozed_until IS NULL;
CREATE INDEX conversations_unassigned ON conversations (last_message_at DESC, id DESC)
  WHERE NOT archived AND snoozed_until IS NULL AND assignee_id IS NULL;
CREATE INDEX conversations_snoozed ON conversations (last_message_at DESC, id DESC)
  WHERE NOT archived AND snoozed_until IS NOT NULL;
CREATE INDEX conversations_scheduled ON conversations (last_message_at DESC, id DESC)
  WHERE scheduled_count > 0;
CREATE INDEX conversations_archived_newest ON conversations (last_message_at DESC, id DESC) WHERE archived;
CREATE INDEX conversations_unread_newest ON conversations (last_message_at DESC, id DESC) WHERE unread_count > 0;
CREATE INDEX conversations_unread_waiting ON conversations ((coalesce(waiting_since, 'infinity')), id)
  WHERE unread_count > 0;
CREATE INDEX conversations_archived_waiting ON conversations ((coalesce(waiting_since, 'infinity')), id) WHERE archived;
CREATE INDEX conversations_all_waiting ON conversations ((coalesce(waiting_since, 'infinity')), id);
CREATE INDEX contacts_opted_out ON contacts (id) WHERE opted_out;
CREATE INDEX conversations_all_newest ON conversations (last_message_at DESC, id DESC);
CREATE INDEX conversations_number_newest ON conversations (account_id, user_number, last_message_at DESC, id DESC)
  WHERE NOT archived AND snoozed_until IS NULL;

-- What keeps a conversation's columns true after a change to its messages.
CREATE INDEX messages_unread ON messages (conversation_id) WHERE unread;
CREATE INDEX messages_unread_upstream ON messages (conversation_id) WHERE unread_upstream;
CREATE INDEX messages_outbound ON messages (conversation_id, at DESC) WHERE direction = 'outbound';
-- What matches a provider's row to a message we already have.
CREATE INDEX messages_send ON messages (account_id, provider_send_id) WHERE provider_send_id IS NOT NULL;
CREATE INDEX messages_unmatched ON messages (conversation_id, at) WHERE provider_message_id IS NULL;
CREATE INDEX messages_provisional ON messages (account_id, created_at) WHERE provider_message_id IS NULL AND direction = 'inbound';
CREATE INDEX messages_unannounced ON messages (account_id, created_at)
  WHERE announcement IS NULL AND direction = 'inbound';
CREATE INDEX messages_status_check ON messages (account_id, status_check_at) WHERE status_check_at IS NOT NULL;
CREATE INDEX messages_under_way ON messages (status, created_at) WHERE status IN ('queued', 'sending', 'unknown', 'scheduled');

CREATE INDEX pushes_due ON pushes (next_attempt_at) WHERE done_at IS NULL AND gave_up_at IS NULL;
CREATE INDEX webhook_events_open ON webhook_events (received_at) WHERE status IN ('pending', 'quarantined');

-- Every change gets a number from one database-wide order. The lock makes the order of numbers the order of commits:
-- whoever reads revision n can be sure that no smaller one will appear later. It is taken last, when the
-- transaction's rows are already locked, so it is held for the length of a commit and can't be part of a deadlock.
CREATE SEQUENCE conversation_revision;

CREATE FUNCTION publish_conversations(changed uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM conversations WHERE id = ANY (changed) ORDER BY id FOR UPDATE;
  PERFORM pg_advisory_xact_lock(713200001);
  UPDATE conversations SET revision = nextval('conversation_revision') WHERE id = ANY (changed);
  PERFORM pg_notify('conversations', '');
END
$$;

-- The views a conversation stands in, by the keys of view_counts.
CREATE FUNCTION conversation_views(
  archived boolean, snoozed_until timestamptz, waiting_since timestamptz, assignee_id uuid,
  scheduled_count integer, account_id uuid, user_number text
) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN archived THEN ARRAY['all', 'archived']
    WHEN snoozed_until IS NOT NULL THEN ARRAY['all', 'snoozed']
    ELSE ARRAY['all', 'inbox']
      || CASE WHEN assignee_id IS NULL THEN 'unassigned' ELSE 'mine:' || assignee_id END
      || CASE WHEN waiting_since IS NOT NULL
           THEN ARRAY['needs-reply', 'number:' || account_id || ':' || user_number]
           ELSE ARRAY[]::text[] END
  END || CASE WHEN scheduled_count > 0 THEN ARRAY['scheduled'] ELSE ARRAY[]::text[] END
$$;

CREATE FUNCTION count_conversations_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO view_counts (view, total, unread)
  SELECT view, count(*), count(*) FILTER (WHERE unread_count > 0)
  FROM new_rows, unnest(conversation_views(archived, snoozed_until, waiting_since, assignee_id, scheduled_count, account_id, user_number)) AS view
  GROUP BY view;
  RETURN NULL;
END
$$;

CREATE FUNCTION count_conversations_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO view_counts (view, total, unread)
  SELECT view, sum(sign), coalesce(sum(sign) FILTER (WHERE unread_count > 0), 0)
  FROM (
    SELECT 1 AS sign, n.* FROM new_rows n
    UNION ALL
    SELECT -1 AS sign, o.* FROM old_rows o
  ) AS changed, unnest(conversation_views(archived, snoozed_until, waiting_since, assignee_id, scheduled_count, account_id, user_number)) AS view
  GROUP BY view
  HAVING sum(sign) <> 0 OR coalesce(sum(sign) FILTER (WHERE unread_count > 0), 0) <> 0;
  RETURN NULL;
END
$$;

CREATE FUNCTION count_conversations_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO view_counts (view, total, unread)
  SELECT view, -count(*), -count(*) FILTER (WHERE unread_count > 0)
  FROM old_rows, unnest(conversation_views(archived, snoozed_until, waiting_since, assignee_id, scheduled_count, account_id, user_number)) AS view
  GROUP BY view;
  RETURN NULL;
END
$$;

CREATE TRIGGER conversations_inserted AFTER INSERT ON conversations
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_conversations_inserted();
CREATE TRIGGER conversations_updated AFTER UPDATE ON conversations
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_conversations_updated();
CREATE TRIGGER conversations_deleted AFTER DELETE ON conversations
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_conversations_deleted();

-- An audit that can be rewritten proves nothing.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are append-only';
END
$$;
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OF at, action, user_id, details ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

-- How far a message has come (lib/domain/message holds the same table): a status only gives way to a higher rank.
CREATE FUNCTION status_rank(status "MessageStatus") RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE status
    WHEN 'scheduled' THEN 0 WHEN 'queued' THEN 1 WHEN 'sending' THEN 2 WHEN 'unknown' THEN 3
    WHEN 'sent' THEN 4 WHEN 'failed' THEN 5 WHEN 'delivered' THEN 6 WHEN 'received' THEN 100
  END
$$;
