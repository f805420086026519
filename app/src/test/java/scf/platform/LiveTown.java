package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.RotateKeyRow;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.Bootstrap;
import scf.platform.enterprise.KeyUsage;
import scf.platform.enterprise.PartyKind;
import scf.platform.enterprise.UnifiedSocialCreditCode;
import scf.platform.signing.MessageKey;
import scf.platform.signing.SignedClient;
import scf.schema.ids.KeyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A [Town] that is alive: parties of their own on the running platform, and whatever they do they do through its
/// doors, signed, with acts that really go to the ledger.
///
/// Only the whitelist is written by hand, because its notice runs for days and this town's date is today.
public final class LiveTown {

    public static final String PURCHASE = "PAYABLES_FINANCE";
    public static final String PLEDGE = "RECEIVABLES_PLEDGE_LOAN";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final MessageKey CITY_HTTP = MessageKey.draw(new KeyId("city-first-http"), Algorithm.ED25519);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DSLContext sql;
    private final URI base;

    public final LocalDate today;
    /// When the receivables and vouchers of this town are due.
    public final LocalDate due;

    public final Party city;
    public final Party master;
    public final Party supplier;
    public final Party bank;
    public final Party secondBank;
    public final Party thirdBank;
    /// An enterprise that has nothing to do with the others.
    public final Party stranger;

    public final String chain;
    /// The chain-master's entry on the whitelist.
    public final String listing;

    /// Whoever calls.
    ///
    /// @param client signs as the maker
    /// @param checker signs as somebody else of the same party, where there is somebody else
    public record Party(
            String id,
            PartyKind kind,
            String identifier,
            MessageKey http,
            MessageKey act,
            SignedClient client,
            SignedClient checker) {}

    /// What is said in a call and what the platform answered when the ledger had taken the act.
    public record Done(String hash, JsonNode answer) {}

    /// A town with a listed chain-master, a supplier in its chain, and three banks that have granted no line yet.
    public LiveTown(ApplicationContext platform) {
        this.sql = platform.getBean(DSLContext.class);
        this.base = URI.create(platform.getEnvironment().getRequiredProperty("scf.public-url"));
        this.today = platform.getBean(BusinessDates.class).today();
        this.due = today.plusDays(50);
        this.city = city(platform.getBean(Bootstrap.class));
        var parties = atOnce(6, number -> switch (number) {
            case 0 -> enterprise("LARGE", Algorithm.ECDSA_P256_SHA256);
            case 1, 2 -> enterprise("SMALL", Algorithm.ED25519);
            case 3 -> bank(Algorithm.ED25519);
            case 4 -> bank(Algorithm.ECDSA_P256_SHA256);
            default -> bank(Algorithm.SM2_SM3);
        });
        this.master = parties.get(0);
        this.supplier = parties.get(1);
        this.stranger = parties.get(2);
        this.bank = parties.get(3);
        this.secondBank = parties.get(4);
        this.thirdBank = parties.get(5);
        var registered =
                write(city, "/v1/chains", Map.of("masterId", master.id(), "name", "闽江装备产业链", "industry", "装备制造"));
        this.chain = text(registered, "/id");
        write(master, "/v1/chains/" + chain + "/members", Map.of("enterpriseId", supplier.id(), "tier", 1));
        this.listing = listed(master);
    }

    // Parties

    private Party city(Bootstrap bootstrap) {
        var code = new UnifiedSocialCreditCode("11350100MB00000A2F");
        var act = MessageKey.ofPkcs8(
                TestCity.KEY, Algorithm.ED25519, TestCity.privateKey().getEncoded());
        bootstrap.found(new Bootstrap.City(
                TestCity.ID, code, "榕江市工业和信息化局", List.of(first(KeyUsage.ACT, act), first(KeyUsage.HTTP, CITY_HTTP))));
        var client = client(TestCity.ID.toString(), CITY_HTTP);
        return new Party(TestCity.ID.toString(), PartyKind.CITY, code.value(), CITY_HTTP, act, client, client);
    }

    private static Bootstrap.FirstKey first(KeyUsage usage, MessageKey key) {
        return new Bootstrap.FirstKey(key.kid(), usage, key.algorithm(), key.publicKey(), "city-desk");
    }

    public Party enterprise(String size, Algorithm algorithm) {
        return party(PartyKind.ENTERPRISE, Map.of("size", size), algorithm);
    }

    private Party bank(Algorithm algorithm) {
        return party(PartyKind.BANK, Map.of(), algorithm);
    }

    private Party party(PartyKind kind, Map<String, String> more, Algorithm algorithm) {
        String identifier = code();
        var body = new HashMap<String, Object>(more);
        body.putAll(Map.of("kind", kind.name(), "scheme", "USCC", "identifier", identifier, "name", "闽江测试机械有限公司"));
        String id = text(write(city, "/v1/enterprises", body), "/id");
        var http = MessageKey.draw(new KeyId("http-" + id), algorithm);
        var checker = MessageKey.draw(new KeyId("check-" + id), algorithm);
        var act = MessageKey.draw(new KeyId("act-" + id), algorithm);
        write(city, "/v1/keys", wish(id, "http", "maker", http));
        write(city, "/v1/keys", wish(id, "http", "checker", checker));
        var wish = wish(id, "act", "checker", act);
        act(city, "/v1/keys", wish, wish);
        return new Party(id, kind, identifier, http, act, client(id, http), client(id, checker));
    }

    /// The body of `POST /v1/keys`.
    public static Map<String, Object> wish(String owner, String usage, String user, MessageKey key) {
        return Map.of(
                "ownerId", owner,
                "kid", key.kid().value(),
                "usage", usage,
                "user", user,
                "algorithm", key.algorithm().wire(),
                "publicKey", key.publicKey().base64(),
                "proof", proof(owner, usage, key));
    }

    /// What shows that the owner holds the private half.
    private static String proof(String owner, String usage, MessageKey key) {
        String publicKey = key.publicKey().base64();
        return key.sign(Bytes.utf8(String.join(
                        "\n",
                        "SCF-Key/1",
                        key.kid().value(),
                        owner,
                        usage,
                        key.algorithm().wire(),
                        publicKey)))
                .base64();
    }

    /// The body of `POST /v1/keys/{kid}/rotation`.
    public static Map<String, Object> successor(MessageKey old, MessageKey next) {
        var statement = RotateKeyRow.proofMessage(old.kid().value(), next.kid().value(), next.publicKey());
        return Map.of(
                "kid", next.kid().value(),
                "algorithm", next.algorithm().wire(),
                "publicKey", next.publicKey().base64(),
                "proof", next.sign(statement).base64());
    }

    public SignedClient client(String party, MessageKey key) {
        return SignedClient.of(HTTP, base, party, key, Clock.systemUTC());
    }

    /// A 统一社会信用代码 that nobody else has, with the check characters that it needs.
    private static String code() {
        String body =
                "91350100MA" + "%06d".formatted(ThreadLocalRandom.current().nextInt(1_000_000));
        for (char organisation : "0123456789X".toCharArray()) {
            for (char check : "0123456789ABCDEFGHJKLMNPQRTUWXY".toCharArray()) {
                try {
                    return new UnifiedSocialCreditCode(body + organisation + check).value();
                } catch (IllegalArgumentException _) {
                    // Not these check characters.
                }
            }
        }
        throw new AssertionError("one pair of check characters fits: " + body);
    }

    private String listed(Party master) {
        var entry = UUID.randomUUID().toString();
        SqlRow.place(
                sql,
                SqlRow.of(
                        "whitelist.entries",
                        "id",
                        literal(entry),
                        "enterprise_id",
                        literal(master.id()),
                        "state",
                        "'LISTED'",
                        "version",
                        "2",
                        "declared_at",
                        "clock_timestamp()"),
                version(entry, 1, "DECLARED", "null"),
                version(entry, 2, "LISTED", "(select coalesce(max(list_version), 0) + 1 from whitelist.versions)"));
        return entry;
    }

    private SqlRow version(String entry, int number, String state, String list) {
        return SqlRow.of(
                "whitelist.versions",
                "entry_id",
                literal(entry),
                "version",
                Integer.toString(number),
                "state",
                literal(state),
                "actor_id",
                literal(city.id()),
                "acted_by",
                "'desk-1'",
                "acted_at",
                "clock_timestamp()",
                "effective_on",
                literal(today.minusDays(1).toString()),
                "reason",
                "'名单调整'",
                "list_version",
                list);
    }

    private static String literal(String value) {
        return "'" + value + "'";
    }

    // Credit

    /// Grants the chain a line of this much, and far more to everything below, so that the chain's limit binds.
    public String line(Party grantor, String limit) {
        String line = text(
                write(
                        grantor,
                        "/v1/credit-lines",
                        Map.of(
                                "chainId", chain,
                                "limit", cny(limit),
                                "revolving", true,
                                "effectiveFrom", today.toString(),
                                "effectiveTo", today.plusYears(1).toString())),
                "/id");
        var much = cny("100000000.00");
        var rows = new ArrayList<Map<String, Object>>();
        rows.add(Map.of("level", "TIER", "tier", 1, "limit", much));
        rows.add(Map.of("level", "SUPPLIER", "tier", 1, "supplierId", supplier.id(), "limit", much));
        for (String product : List.of(PURCHASE, PLEDGE)) {
            rows.add(Map.of(
                    "level", "PRODUCT", "tier", 1, "supplierId", supplier.id(), "product", product, "limit", much));
        }
        var answer =
                write(grantor, "/v1/credit-lines/" + line + "/sub-limits", Map.of("batchNo", "2026-001", "rows", rows));
        assertThat(answer.path("granted").asInt()).as(answer.toString()).isEqualTo(rows.size());
        return line;
    }

    /// Takes a supplier's supplier into the chain, and into the bank's line, as far as the line goes.
    public void member(Party party, int tier, Party inviter, Party grantor, String line) {
        write(
                master,
                "/v1/chains/" + chain + "/members",
                Map.of("enterpriseId", party.id(), "tier", tier, "inviterId", inviter.id()));
        var much = cny("100000000.00");
        var rows = new ArrayList<Map<String, Object>>();
        rows.add(Map.of("level", "TIER", "tier", tier, "limit", much));
        rows.add(Map.of("level", "SUPPLIER", "tier", tier, "supplierId", party.id(), "limit", much));
        for (String product : List.of(PURCHASE, PLEDGE)) {
            rows.add(Map.of(
                    "level", "PRODUCT", "tier", tier, "supplierId", party.id(), "product", product, "limit", much));
        }
        write(grantor, "/v1/credit-lines/" + line + "/sub-limits", Map.of("batchNo", "B-" + party.id(), "rows", rows));
    }

    /// An account of this party, verified by the town's first bank.
    public String account(Party owner) {
        String accounts = "/v1/enterprises/" + owner.id() + "/accounts";
        var account = write(
                owner,
                accounts,
                Map.of(
                        "name",
                        "闽江测试机械有限公司",
                        "number",
                        number().substring(0, 19),
                        "bankCode",
                        "313391080007",
                        "bankId",
                        bank.id()));
        write(bank, accounts + "/" + text(account, "/id") + "/verification", Map.of());
        return text(account, "/id");
    }

    // Claims and vouchers

    /// A claim of 1,000,000.00 that the documents support and the chain-master has not answered.
    public JsonNode claimed() {
        String order = number();
        var ordered = document("e-invoice-order.json", order);
        var received = document("e-invoice-receipt.json", order);
        var invoice = document("e-invoice.xml", order);
        return write(
                supplier,
                "/v1/receivables",
                Map.of(
                        "invoiceId", text(invoice, "/id"),
                        "contractNo", "HT-2026-0088",
                        "dueDate", due.toString(),
                        "termClause", "art 7.2: paid seven weeks after delivery",
                        "documentIds", List.of(text(ordered, "/id"), text(received, "/id"))));
    }

    /// One that the ledger holds as confirmed.
    public JsonNode confirmed() {
        JsonNode claimed = claimed();
        act(master, master.checker(), "/v1/receivables/" + text(claimed, "/id") + "/confirmation", Map.of(), Map.of());
        return claimed;
    }

    private JsonNode document(String name, String order) {
        String content = practiceDocument(name)
                .replace("PO-2026-0820", "PO-" + order)
                .replace("GR-2026-0915", "GR-" + order)
                .replace("26352000000012345678", order)
                .replace("2026-08-20", today.minusDays(30).toString())
                .replace("2026-09-15", today.minusDays(6).toString())
                .replace("2026-09-16", today.minusDays(5).toString());
        String type = name.endsWith(".xml") ? "application/xml" : "application/json";
        var answer = supplier.client()
                .call(
                        "POST",
                        "/v1/trade-documents",
                        Map.of(
                                "Content-Type",
                                type,
                                "Idempotency-Key",
                                UUID.randomUUID().toString()),
                        content.getBytes(StandardCharsets.UTF_8));
        return accepted(answer);
    }

    private String practiceDocument(String name) {
        return practiceDocument(name, supplier, master);
    }

    private static String practiceDocument(String name, Party seller, Party buyer) {
        try (var file = LiveTown.class.getResourceAsStream("/practice/documents/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("the practice city ships no " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${seller.uscc}", seller.identifier())
                    .replace("${buyer.uscc}", buyer.identifier())
                    .replace("${seller.name}", "闽江轴承钢有限公司")
                    .replace("${buyer.name}", "闽江装备制造集团");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Vouchers of this much each on one receivable, issued and not accepted.
    public List<String> issued(int count, String receivable, String amount) {
        var wish = Map.of("receivableId", receivable, "amount", cny(amount), "dueDate", due.toString());
        return atOnce(
                count, _ -> text(act(master, "/v1/vouchers", wish, Map.of()).answer(), "/no"));
    }

    /// Vouchers in the supplier's free hand.
    public List<String> active(int count, String amount) {
        return active(count, text(confirmed(), "/id"), amount);
    }

    public List<String> active(int count, String receivable, String amount) {
        var issued = issued(count, receivable, amount);
        atOnce(
                count,
                number -> act(supplier, "/v1/vouchers/" + issued.get(number) + "/acceptance", Map.of(), Map.of()));
        return issued;
    }

    /// An order by which the buyer buys of the seller: what a voucher is passed on for.
    public String order(Party seller, Party buyer) {
        String order = number();
        String content = practiceDocument("e-invoice-order.json", seller, buyer)
                .replace("PO-2026-0820", "PO-" + order)
                .replace("2026-08-20", today.minusDays(30).toString())
                .replace("2026-09-15", today.minusDays(6).toString());
        var headers = Map.of(
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                UUID.randomUUID().toString());
        var filed =
                buyer.client().call("POST", "/v1/trade-documents", headers, content.getBytes(StandardCharsets.UTF_8));
        return text(accepted(filed), "/id");
    }

    /// What goes to another of a voucher.
    public record Part(Party payee, String amount) {}

    /// Passes a voucher on in parts, and each payee accepts what it gets: the numbers of the parts, in their order, and
    /// last the number of what the holder keeps, if it keeps something.
    public List<String> passed(Party holder, String voucher, Part... parts) {
        var wish = Map.of(
                "parts",
                List.of(parts).stream()
                        .map(part -> Map.of(
                                "payeeId",
                                part.payee().id(),
                                "amount",
                                cny(part.amount()),
                                "documentId",
                                order(part.payee(), holder)))
                        .toList());
        var children = children(holder, "/v1/vouchers/" + voucher + "/transfer", wish);
        for (int i = 0; i < parts.length; i++) {
            act(parts[i].payee(), "/v1/vouchers/" + children.get(i) + "/acceptance", Map.of(), Map.of());
        }
        return children;
    }

    /// Cuts these amounts off a voucher for its holder: their numbers, and last that of what is left.
    public List<String> split(Party holder, String voucher, String... amounts) {
        var wish =
                Map.of("amounts", List.of(amounts).stream().map(LiveTown::cny).toList());
        return children(holder, "/v1/vouchers/" + voucher + "/split", wish);
    }

    private List<String> children(Party holder, String path, Object wish) {
        var prepared = prepared(holder, path, wish);
        accepted(post(holder.client(), path, with(Map.of(), signed(prepared, holder.act()))));
        committed(text(prepared, "/hash"));
        var numbers = new ArrayList<String>();
        for (String field : List.of("parts", "kept")) {
            prepared.path("readable").path(0).path(field).forEach(part -> numbers.add(text(part, "/voucher")));
        }
        return numbers;
    }

    // Financing

    public String request(String voucher, String product, String amount, Party... banks) {
        return request(supplier, voucher, product, amount, banks);
    }

    public String request(Party holder, String voucher, String product, String amount, Party... banks) {
        return text(
                write(
                        holder,
                        "/v1/financing-requests",
                        Map.of(
                                "voucherNo",
                                voucher,
                                "product",
                                product,
                                "amount",
                                cny(amount),
                                "bankIds",
                                List.of(banks).stream().map(Party::id).toList())),
                "/id");
    }

    public String offer(Party from, String request, String product, String amount) {
        return text(
                write(
                        from,
                        "/v1/financing-requests/" + request + "/offers",
                        Map.of(
                                "product",
                                product,
                                "amount",
                                cny(amount),
                                "annualRate",
                                "3.8500",
                                "dayCount",
                                "ACT_360",
                                "fees",
                                cny("0.00"),
                                "validUntil",
                                later().toString())),
                "/id");
    }

    /// The holder has accepted the offer, and the ledger holds the lock.
    public Done accepted(String request, String offer) {
        return accepted(supplier, request, offer);
    }

    public Done accepted(Party holder, String request, String offer) {
        var chosen = Map.of("offerId", offer);
        return act(holder, "/v1/financing-requests/" + request + "/acceptance", chosen, chosen);
    }

    /// The whole of it, from the request to the money on the holder's account: the loan's id.
    public String financed(Party holder, String voucher, String product, String amount, Party by, String account) {
        String request = request(holder, voucher, product, amount, by);
        accepted(holder, request, offer(by, request, product, amount));
        registered(by, request);
        String loan = text(write(by, "/v1/loans", Map.of("requestId", request, "amount", cny(amount))), "/id");
        disbursed(by, loan, account);
        return loan;
    }

    /// The ledger holds that the bank has paid.
    public void disbursed(Party by, String loan, String account) {
        var to = Map.of("accountId", account);
        act(by, "/v1/loans/" + loan + "/disbursement", to, to);
        until(by, "/v1/loans/" + loan, read -> text(read, "/state").equals("ACTIVE"));
    }

    /// What the bank has registered at 中登网.
    public String registered(Party by, String request) {
        String now =
                Instant.now().minusSeconds(5).truncatedTo(ChronoUnit.MILLIS).toString();
        return text(
                write(
                        by,
                        "/v1/registrations",
                        Map.of(
                                "requestId",
                                request,
                                "registrationNo",
                                number(),
                                "registeredAt",
                                now,
                                "searchedAt",
                                now,
                                "searchResult",
                                "NO_PRIOR_REGISTRATION",
                                "assetText",
                                text(read(by, "/v1/financing-requests/" + request + "/registration-text"), "/text"))),
                "/id");
    }

    // Calls

    public SignedClient.Answer post(SignedClient caller, String path, Object body) {
        return caller.post(path, JSON.writeValueAsString(body));
    }

    /// A call that has to succeed.
    public JsonNode write(Party caller, String path, Object body) {
        return accepted(post(caller.client(), path, body));
    }

    public JsonNode read(Party caller, String path) {
        return accepted(caller.client().get(path));
    }

    private static JsonNode accepted(SignedClient.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return json(answer);
    }

    public static JsonNode json(SignedClient.Answer answer) {
        return JSON.readTree(answer.text());
    }

    public static String text(JsonNode json, String pointer) {
        var found = json.at(pointer);
        assertThat(found.isValueNode()).as(pointer + " in " + json).isTrue();
        return found.asString();
    }

    /// Prepares a step, signs it, carries it through the door and waits until the ledger holds it.
    public Done act(Party party, String path, Object wish, Object more) {
        return act(party, party.client(), path, wish, more);
    }

    /// Prepares an act, signs it and brings it back.
    ///
    /// @param second who carries the signed act back, the checker where maker and checker must be two
    public Done act(Party party, SignedClient second, String path, Object wish, Object more) {
        var prepared = prepared(party, path, wish);
        var answer = accepted(post(second, path, with(more, signed(prepared, party.act()))));
        committed(text(prepared, "/hash"));
        return new Done(text(prepared, "/hash"), answer);
    }

    public JsonNode prepared(Party party, String path, Object wish) {
        return write(party, path + "/prepare", wish);
    }

    /// The prepared act as it goes back.
    public static ObjectNode signed(JsonNode prepared, MessageKey key) {
        ObjectNode act = JSON.createObjectNode();
        for (String part : List.of("header", "rows", "salts")) {
            act.set(part, prepared.path(part));
        }
        act.put("signature", key.sign(Bytes.ofBase64(text(prepared, "/header"))).base64());
        return act;
    }

    /// The body of a call with its signed act.
    public static ObjectNode with(Object body, @Nullable ObjectNode act) {
        ObjectNode whole = JSON.valueToTree(body);
        whole.set("act", act);
        return whole;
    }

    /// Reads until it is so: what one ledger answer moves in another room may come a moment later.
    public JsonNode until(Party caller, String path, Predicate<JsonNode> is) {
        var until = Instant.now().plus(PATIENCE);
        var read = read(caller, path);
        while (!is.test(read)) {
            assertThat(Instant.now()).as("still " + read).isBefore(until);
            pause();
            read = read(caller, path);
        }
        return read;
    }

    /// Waits until the ledger has taken the act. Looked up beside the doors, which are left to those who are tested.
    public void committed(String act) {
        var until = Instant.now().plus(PATIENCE);
        String status = status(act);
        while (!status.equals("COMMITTED")) {
            assertThat(status).as(act).isNotEqualTo("REFUSED");
            assertThat(Instant.now()).as("still " + status + ": " + act).isBefore(until);
            pause();
            status = status(act);
        }
    }

    private String status(String act) {
        return sql.fetchSingle("select status from ledger.entries where act_hash = ?", act)
                .get(0, String.class);
    }

    private static void pause() {
        try {
            Thread.sleep(25);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// So many calls at the same moment, each in a thread of its own; their answers in the order of their numbers.
    public static <T> List<T> atOnce(int count, IntFunction<T> call) {
        return answers(count, Executors.newVirtualThreadPerTaskExecutor(), call);
    }

    /// So many calls, a few at a time, to be done sooner: enough to keep the machine busy, and so few that none waits
    /// in a queue until its signature is too old.
    public static <T> List<T> sideBySide(int count, IntFunction<T> call) {
        return answers(count, Executors.newFixedThreadPool(4), call);
    }

    private static <T> List<T> answers(int count, ExecutorService executor, IntFunction<T> call) {
        var start = new CountDownLatch(1);
        try (var threads = executor) {
            var running = new ArrayList<Future<T>>();
            for (int number = 0; number < count; number++) {
                int own = number;
                running.add(threads.submit(() -> {
                    start.await();
                    return call.apply(own);
                }));
            }
            start.countDown();
            var answers = new ArrayList<T>();
            for (var one : running) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // Values

    public static Map<String, String> cny(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    private static Instant later() {
        return Instant.now().plus(Duration.ofHours(6)).truncatedTo(ChronoUnit.SECONDS);
    }

    /// Twenty digits that nobody has used, such as invoices and registrations bear.
    public static String number() {
        var digits = new StringBuilder("26");
        ThreadLocalRandom.current().ints(18, 0, 10).forEach(digits::append);
        return digits.toString();
    }
}
