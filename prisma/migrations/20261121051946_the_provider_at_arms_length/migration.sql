-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "from_environment" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "last_test" JSONB,
ADD COLUMN     "look_credit" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "looked_at" TIMESTAMPTZ(3),
ADD COLUMN     "marks_credit" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "marks_pushed_at" TIMESTAMPTZ(3),
ADD COLUMN     "stopped_at" TIMESTAMPTZ(3),
ADD COLUMN     "tokens_claimed_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "request_usage" (
    "account_id" UUID NOT NULL,
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "priority" TEXT NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "throttled" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "waited_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "request_usage_pkey" PRIMARY KEY ("account_id","minute","priority")
);

-- CreateTable
CREATE TABLE "presences" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "conversation_id" UUID,
    "is_replying" BOOLEAN NOT NULL DEFAULT false,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "presences_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "presences_conversation_id_idx" ON "presences"("conversation_id");

-- CreateIndex
CREATE INDEX "presences_seen_at_idx" ON "presences"("seen_at");

-- AddForeignKey
ALTER TABLE "request_usage" ADD CONSTRAINT "request_usage_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presences" ADD CONSTRAINT "presences_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presences" ADD CONSTRAINT "presences_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the provider's list brought and no webhook had announced: only news counts (`at` after the account's first day).
DROP INDEX messages_unannounced;
CREATE INDEX messages_unannounced ON messages (account_id, created_at, at)
  WHERE announcement IS NULL AND direction = 'inbound';

-- Until now only the environment made accounts.
UPDATE accounts SET from_environment = true;

-- Given-up pushes are few, and asked for with every list of accounts.
CREATE INDEX pushes_given_up ON pushes (conversation_id) WHERE done_at IS NULL AND gave_up_at IS NOT NULL;
