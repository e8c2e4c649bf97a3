import { expect, test } from "./harness/test";

const POST_MESSAGES = { method: "POST", path: "^/messages" };

// A fault strikes the next send, whose ever it is: none may be left over from an earlier test.
test.afterEach(({ sandbox }) => sandbox.endFaults());

test("a text taken back in time never reaches the provider, and its words are in the field again", async ({
  openDesk,
  newCustomer,
  sandbox,
}) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("How much is a tune-up?");
  await desk.open(customer);

  await desk.send("About $890");
  await desk.text("About $890").getByRole("button", { name: "Undo" }).click();
  await expect(desk.text("About $890")).toHaveCount(0);
  await expect(desk.field).toHaveValue("About $890");
  await expect(desk.field).toBeFocused();

  // Whatever had left would have left before the next one does.
  await desk.send("About $89");
  await expect(desk.text("About $89")).toContainText("Sent");
  expect((await customer.atProvider()).sends).toEqual(["About $89"]);
  const posts = await sandbox.requestsTo("POST", /^\/messages/);
  expect(posts.filter(({ body }) => JSON.stringify(body).includes("$890"))).toEqual([]);
});

test("a text whose answer is lost is looked up, not sent twice", async ({
  openDesk,
  newCustomer,
  sandbox,
}) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Did my fork arrive?");
  await desk.open(customer);

  await sandbox.fault({ match: POST_MESSAGES, kind: "answerLostAfterAcceptance" });
  await desk.send("It came this morning");
  await expect(desk.text("It came this morning")).toContainText("Not confirmed yet. Checking");
  await expect(desk.text("It came this morning").getByRole("button")).toHaveCount(0);
  await expect(desk.text("It came this morning")).toContainText(/Sent|Delivered/, { timeout: 20_000 });

  await expect(desk.text("It came this morning")).toHaveCount(1);
  expect((await customer.atProvider()).sends).toEqual(["It came this morning"]);
  const posts = await sandbox.requestsTo("POST", /^\/messages/);
  expect(posts.filter(({ body }) => JSON.stringify(body).includes("It came this morning"))).toHaveLength(1);
});

test("a refused text says why; it can be edited or tried again", async ({
  openDesk,
  newCustomer,
  sandbox,
}) => {
  const desk = await openDesk("Leo");
  const customer = newCustomer();
  await customer.texts("Please call me");
  await desk.open(customer);

  await sandbox.fault({
    match: POST_MESSAGES,
    kind: "status",
    status: 422,
    body: {
      status: 422,
      title: "Unprocessable Entity",
      detail: "A contact has opted out",
      errors: [{ title: "Opted Out", message: "A contact has opted out" }],
    },
  });
  await desk.send("We will, at noon");
  await expect(desk.text("We will, at noon")).toContainText("Not delivered. They opted out.");
  await expect(desk.row(customer)).toHaveAccessibleName(/Not delivered/);
  expect((await customer.atProvider()).sends).toEqual([]);

  await desk.text("We will, at noon").getByRole("button", { name: "Edit and resend" }).click();
  await expect(desk.field).toHaveValue("We will, at noon");
  await expect(desk.field).toBeFocused();

  await desk.text("We will, at noon").getByRole("button", { name: "Retry" }).click();
  await expect(desk.text("We will, at noon")).toContainText("Sent");
  expect((await customer.atProvider()).sends).toEqual(["We will, at noon"]);
});
