-- Ids are UUIDs of version 7: their order is the order of creation, so inserts land at the end of an index.
CREATE FUNCTION new_id() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT encode(
    set_bit(
      set_bit(
        overlay(uuid_send(gen_random_uuid())
          PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
          FROM 1 FOR 6),
        52, 1),
      53, 1),
    'hex')::uuid
$$;

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('agent', 'manager', 'admin');
-- CreateEnum
CREATE TYPE "ProviderKind" AS ENUM ('eztexting', 'textit', 'eztexting_legacy');
-- CreateEnum
CREATE TYPE "AccountState" AS ENUM ('backfilling', 'live', 'lagging', 'stopped');
-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('inbound', 'outbound');
-- CreateEnum
CREATE TYPE "MessageStatus" AS ENUM ('received', 'scheduled', 'queued', 'sending', 'unknown', 'sent', 'delivered', 'failed');
-- CreateEnum
CREATE TYPE "PushField" AS ENUM ('archived', 'read');
-- CreateEnum
CREATE TYPE "WebhookEventStatus" AS ENUM ('pending', 'processed', 'quarantined', 'discarded');
-- CreateEnum
CREATE TYPE "DraftKind" AS ENUM ('message', 'note');
-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "password_hash" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),
    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "failed_sign_ins" (
    "id" BIGSERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "failed_sign_ins_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "name" TEXT NOT NULL,
    "provider" "ProviderKind" NOT NULL,
    "base_url" TEXT NOT NULL,
    "credentials" BYTEA NOT NULL,
    "tokens" BYTEA,
    "state" "AccountState" NOT NULL DEFAULT 'backfilling',
    "error" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'America/Los_Angeles',
    "budget_share" INTEGER NOT NULL DEFAULT 100,
    "webhook_token" TEXT NOT NULL,
    "webhook_secret" BYTEA NOT NULL,
    "webhook_subscription_id" TEXT,
    "webhook_callback_url" TEXT,
    "signature_required" BOOLEAN NOT NULL DEFAULT false,
    "last_webhook_at" TIMESTAMPTZ(3),
    "last_sync_at" TIMESTAMPTZ(3),
    "last_sweep_at" TIMESTAMPTZ(3),
    "backfilled_down_to" TIMESTAMPTZ(3),
    "backfill_done" INTEGER NOT NULL DEFAULT 0,
    "backfill_total" INTEGER,
    "backfill_phase" TEXT NOT NULL DEFAULT 'conversations',
    "backfill_page" INTEGER NOT NULL DEFAULT 0,
    "polled_up_to" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "request_budgets" (
    "account_id" UUID NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paused_until" TIMESTAMPTZ(3),
    CONSTRAINT "request_budgets_pkey" PRIMARY KEY ("account_id")
);
-- CreateTable
CREATE TABLE "user_numbers" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "account_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT,
    CONSTRAINT "user_numbers_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "contacts" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "account_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "name" TEXT,
    "email" TEXT,
    "note" TEXT,
    "fields" JSONB NOT NULL DEFAULT '{}',
    "opted_out" BOOLEAN NOT NULL DEFAULT false,
    "opted_out_at" TIMESTAMPTZ(3),
    "blocked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "contacts_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "conversations" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "account_id" UUID NOT NULL,
    "user_number" TEXT NOT NULL,
    "contact_number" TEXT NOT NULL,
    "contact_id" UUID NOT NULL,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "archived_upstream" BOOLEAN,
    "resolved_at" TIMESTAMPTZ(3),
    "unread_count" INTEGER NOT NULL DEFAULT 0,
    "unread_expected" INTEGER,
    "last_message_id" UUID,
    "last_message_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_message_text" TEXT,
    "last_message_direction" "Direction",
    "last_message_status" "MessageStatus",
    "last_message_has_media" BOOLEAN NOT NULL DEFAULT false,
    "last_message_author_id" UUID,
    "waiting_since" TIMESTAMPTZ(3),
    "assignee_id" UUID,
    "snoozed_until" TIMESTAMPTZ(3),
    "scheduled_count" INTEGER NOT NULL DEFAULT 0,
    "thread_loaded_at" TIMESTAMPTZ(3),
    "revision" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "account_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "direction" "Direction" NOT NULL,
    "text" TEXT NOT NULL,
    "media" JSONB NOT NULL DEFAULT '[]',
    "status" "MessageStatus" NOT NULL,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "provider_message_id" TEXT,
    "provider_send_id" TEXT,
    "announcement" TEXT,
    "client_id" UUID,
    "author_id" UUID,
    "unread" BOOLEAN NOT NULL DEFAULT false,
    "unread_upstream" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sending_since" TIMESTAMPTZ(3),
    "send_at" TIMESTAMPTZ(3),
    "cancel_if_replied" BOOLEAN NOT NULL DEFAULT false,
    "needs_decision" BOOLEAN NOT NULL DEFAULT false,
    "status_check_at" TIMESTAMPTZ(3),
    "upload_id" UUID,
    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "notes" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "conversation_id" UUID NOT NULL,
    "author_id" UUID,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "notes_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "labels" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "name" TEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT 'grey',
    CONSTRAINT "labels_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "conversation_labels" (
    "conversation_id" UUID NOT NULL,
    "label_id" UUID NOT NULL,
    CONSTRAINT "conversation_labels_pkey" PRIMARY KEY ("conversation_id","label_id")
);
-- CreateTable
CREATE TABLE "drafts" (
    "user_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "kind" "DraftKind" NOT NULL,
    "text" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "drafts_pkey" PRIMARY KEY ("user_id","conversation_id","kind")
);
-- CreateTable
CREATE TABLE "templates" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "account_id" UUID,
    "provider_template_id" TEXT,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "templates_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "uploads" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "token" TEXT NOT NULL,
    "user_id" UUID,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    CONSTRAINT "uploads_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "pushes" (
    "conversation_id" UUID NOT NULL,
    "field" "PushField" NOT NULL,
    "desired" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "problem" TEXT,
    "gave_up_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    CONSTRAINT "pushes_pkey" PRIMARY KEY ("conversation_id","field")
);
-- CreateTable
CREATE TABLE "webhook_events" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "account_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "body" BYTEA NOT NULL,
    "signature" TEXT,
    "status" "WebhookEventStatus" NOT NULL DEFAULT 'pending',
    "problem" TEXT,
    "processed_at" TIMESTAMPTZ(3),
    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL DEFAULT new_id(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "user_id" UUID,
    "conversation_id" UUID,
    "details" JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "view_counts" (
    "id" BIGSERIAL NOT NULL,
    "view" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "unread" INTEGER NOT NULL,
    CONSTRAINT "view_counts_pkey" PRIMARY KEY ("id")
);
-- CreateTable
CREATE TABLE "worker_processes" (
    "worker_id" TEXT NOT NULL,
    "lock_key" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "worker_processes_pkey" PRIMARY KEY ("worker_id")
);
-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");
-- CreateIndex
CREATE INDEX "failed_sign_ins_email_at_idx" ON "failed_sign_ins"("email", "at");
-- CreateIndex
CREATE UNIQUE INDEX "accounts_webhook_token_key" ON "accounts"("webhook_token");
-- CreateIndex
CREATE UNIQUE INDEX "user_numbers_account_id_number_key" ON "user_numbers"("account_id", "number");
-- CreateIndex
CREATE UNIQUE INDEX "contacts_account_id_number_key" ON "contacts"("account_id", "number");
-- CreateIndex
CREATE INDEX "conversations_contact_id_idx" ON "conversations"("contact_id");
-- CreateIndex
CREATE INDEX "conversations_revision_idx" ON "conversations"("revision");
-- CreateIndex
CREATE UNIQUE INDEX "conversations_account_id_user_number_contact_number_key" ON "conversations"("account_id", "user_number", "contact_number");
-- CreateIndex
CREATE UNIQUE INDEX "messages_client_id_key" ON "messages"("client_id");
-- CreateIndex
CREATE INDEX "messages_conversation_id_at_id_idx" ON "messages"("conversation_id", "at" DESC, "id" DESC);
-- CreateIndex
CREATE UNIQUE INDEX "messages_account_id_provider_message_id_key" ON "messages"("account_id", "provider_message_id");
-- CreateIndex
CREATE UNIQUE INDEX "messages_account_id_announcement_key" ON "messages"("account_id", "announcement");
-- CreateIndex
CREATE INDEX "notes_conversation_id_at_id_idx" ON "notes"("conversation_id", "at" DESC, "id" DESC);
-- CreateIndex
CREATE UNIQUE INDEX "labels_name_key" ON "labels"("name");
-- CreateIndex
CREATE INDEX "conversation_labels_label_id_idx" ON "conversation_labels"("label_id");
-- CreateIndex
CREATE INDEX "drafts_conversation_id_idx" ON "drafts"("conversation_id");
-- CreateIndex
CREATE UNIQUE INDEX "templates_account_id_provider_template_id_key" ON "templates"("account_id", "provider_template_id");
-- CreateIndex
CREATE UNIQUE INDEX "uploads_token_key" ON "uploads"("token");
-- CreateIndex
CREATE INDEX "webhook_events_account_id_received_at_idx" ON "webhook_events"("account_id", "received_at");
-- CreateIndex
CREATE INDEX "audit_entries_at_id_idx" ON "audit_entries"("at" DESC, "id" DESC);
-- CreateIndex
CREATE INDEX "audit_entries_conversation_id_at_id_idx" ON "audit_entries"("conversation_id", "at" DESC, "id" DESC);
-- CreateIndex
CREATE INDEX "view_counts_view_idx" ON "view_counts"("view");
-- AddForeignKey
ALTER TABLE "request_budgets" ADD CONSTRAINT "request_budgets_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "user_numbers" ADD CONSTRAINT "user_numbers_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "uploads"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "conversation_labels" ADD CONSTRAINT "conversation_labels_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "conversation_labels" ADD CONSTRAINT "conversation_labels_label_id_fkey" FOREIGN KEY ("label_id") REFERENCES "labels"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "templates" ADD CONSTRAINT "templates_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "templates" ADD CONSTRAINT "templates_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE SET NULL ON UPDATE CASCADE;
