package scf.platform;

import static scf.platform.LiveTown.PLEDGE;
import static scf.platform.LiveTown.cny;
import static scf.platform.LiveTown.number;
import static scf.platform.LiveTown.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import scf.contract.Algorithm;
import scf.platform.signing.MessageKey;
import scf.platform.signing.SignedClient.Answer;
import scf.schema.ids.KeyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A [LiveTown] with an object behind each door, and a sound call of each route: what is asked by tests that go from
/// door to door.
///
/// The town's first bank has financed the supplier's voucher on the chain-master; the second bank and the stranger have
/// nothing to do with any of it. The calls change nothing that a later one needs, in whatever order they come: what is
/// asked for a second time is refused for its state.
final class EveryDoor {

    private static final Map<ApplicationContext, EveryDoor> BUILT = new WeakHashMap<>();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LiveTown town;
    private final Objects own;

    /// What stands in paths and bodies.
    ///
    /// @param steps an entry of the whitelist that has left it again, for the steps that the city takes
    /// @param publicised an entry whose notice runs, for objections
    /// @param act a signed act: prepared for the chain-master, or for nobody
    private record Objects(
            String enterprise,
            String account,
            String kid,
            String hash,
            String chain,
            String line,
            String node,
            String invoice,
            String receivable,
            String voucher,
            String freeVoucher,
            String request,
            String offer,
            String registration,
            String loan,
            String listing,
            String steps,
            String publicised,
            String objection,
            String evidence,
            String bankReceipt,
            String instruction,
            String standing,
            String bundle,
            String master,
            JsonNode act) {}

    /// One call.
    record Call(String method, String path, @Nullable JsonNode body) {

        boolean writes() {
            return body != null;
        }

        Call with(JsonNode other) {
            return new Call(method, path, other);
        }

        Answer by(LiveTown.Party caller) {
            return sent(caller, body == null ? null : JSON.writeValueAsBytes(body));
        }

        /// The same call with other bytes for a body.
        Answer sent(LiveTown.Party caller, byte @Nullable [] bytes) {
            var headers = new HashMap<String, String>();
            if (!method.equals("GET")) {
                headers.put("Idempotency-Key", UUID.randomUUID().toString());
            }
            if (bytes != null) {
                headers.put("Content-Type", "application/json");
            }
            return caller.client().call(method, path, headers, bytes);
        }
    }

    /// One for each platform, because to build it takes a loan.
    static synchronized EveryDoor of(ApplicationContext platform) {
        return BUILT.computeIfAbsent(platform, EveryDoor::new);
    }

    private EveryDoor(ApplicationContext platform) {
        town = new LiveTown(platform);
        own = objects(platform.getBean(DSLContext.class));
    }

    LiveTown town() {
        return town;
    }

    /// The call of this route on the town's own objects.
    Call own(String route) {
        return call(route, own);
    }

    /// The same call on objects that nobody has.
    Call missing(String route) {
        return call(route, missing());
    }

    /// The ids of all that belongs to the town's parties and to nobody else.
    List<String> secrets() {
        return List.of(
                own.account(),
                own.line(),
                own.node(),
                own.invoice(),
                own.receivable(),
                own.voucher(),
                own.freeVoucher(),
                own.request(),
                own.offer(),
                own.registration(),
                own.loan(),
                own.bankReceipt(),
                own.instruction(),
                own.standing(),
                own.bundle());
    }

    // What stands behind the doors

    private Objects objects(DSLContext sql) {
        String line = town.line(town.bank, "1000000.00");
        town.write(town.city, "/v1/issuing-quotas", limited("masterId", town.master.id()));
        var receivable = town.confirmed();
        var vouchers = town.active(2, text(receivable, "/id"), "1000.00");
        String request = town.request(vouchers.getFirst(), PLEDGE, "1000.00", town.bank);
        String offer = town.offer(town.bank, request, PLEDGE, "1000.00");
        var locked = town.accepted(request, offer);
        String registration = town.registered(town.bank, request);
        var loan = town.write(town.bank, "/v1/loans", Map.of("requestId", request, "amount", cny("1000.00")));
        var evidence = town.post(
                town.supplier.client(), "/v1/financing-requests", asked(vouchers.getLast(), town.thirdBank.id()));
        var issue =
                Map.of("receivableId", text(receivable, "/id"), "amount", cny("1.00"), "dueDate", town.due.toString());
        var unsigned = town.prepared(town.master, "/v1/vouchers", issue);
        var newcomer = town.enterprise("LARGE", Algorithm.ED25519);
        town.write(town.city, "/v1/chains", Map.of("masterId", newcomer.id(), "name", "闽江轴承产业链", "industry", "轴承"));
        String steps = entry(newcomer, "removal");
        String publicised = entry(newcomer, "recommendation", "review", "publication");
        var objection = town.write(
                town.bank, "/v1/whitelist/entries/" + publicised + "/objections", Map.of("statement", "拖欠货款"));
        return new Objects(
                town.supplier.id(),
                town.account(town.supplier),
                town.supplier.act().kid().value(),
                locked.hash(),
                town.chain,
                line,
                text(town.read(town.bank, "/v1/credit-lines/" + line), "/nodes/1/id"),
                text(receivable, "/invoiceId"),
                text(receivable, "/id"),
                vouchers.getFirst(),
                vouchers.getLast(),
                request,
                offer,
                registration,
                text(loan, "/id"),
                town.listing,
                steps,
                publicised,
                text(objection, "/id"),
                evidence.header("scf-receipt").orElseThrow(),
                text(town.write(town.bank, "/v1/bank-receipts", Map.of("camt054", notice())), "/id"),
                instruction(sql, vouchers.getFirst(), text(loan, "/id")),
                text(town.write(town.bank, "/v1/standing-terms", standing(town.master.id())), "/id"),
                text(
                        town.write(town.supplier, "/v1/financing-bundles", bundled(vouchers.getLast(), town.bank.id())),
                        "/id"),
                town.master.id(),
                LiveTown.signed(unsigned, town.supplier.act()));
    }

    /// An entry of this chain-master, and what the city has done with it.
    private String entry(LiveTown.Party master, String... steps) {
        var reason = Map.of("reason", "材料齐全");
        String entry = text(town.write(master, "/v1/whitelist/entries", reason), "/id");
        for (String step : steps) {
            town.write(town.city, "/v1/whitelist/entries/" + entry + "/" + step, reason);
        }
        return entry;
    }

    /// What the chain-master is to pay, as on the day that the voucher is due.
    private String instruction(DSLContext sql, String voucher, String loan) {
        String id = UUID.randomUUID().toString();
        SqlRow.place(
                sql,
                SoundLoans.instruction()
                        .but(
                                "id",
                                literal(id),
                                "voucher_no",
                                literal(voucher),
                                "reference",
                                literal("SCF" + voucher),
                                "payer_id",
                                literal(town.master.id()),
                                "holder_id",
                                literal(town.supplier.id()),
                                "bank_id",
                                literal(town.bank.id()),
                                "loan_id",
                                literal(loan)));
        return id;
    }

    private static String literal(String value) {
        return "'" + value + "'";
    }

    private Objects missing() {
        ObjectNode act = own.act().deepCopy().asObject();
        act.put("header", "e30=");
        return new Objects(
                id(),
                id(),
                "no-such-key",
                number().repeat(4).substring(0, 64),
                id(),
                id(),
                id(),
                id(),
                id(),
                noVoucher(),
                noVoucher(),
                id(),
                id(),
                id(),
                id(),
                id(),
                id(),
                id(),
                id(),
                id(),
                id(),
                id(),
                id(),
                id(),
                id(),
                act);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static String noVoucher() {
        return "V" + number().substring(0, 16);
    }

    // Calls

    private Call call(String route, Objects on) {
        String method = route.substring(0, route.indexOf(' '));
        String path = path(route.substring(route.indexOf(' ') + 1), on);
        return new Call(method, path, method.equals("GET") ? null : JSON.valueToTree(body(route, on)));
    }

    private String path(String template, Objects on) {
        String id = switch (template.split("/", -1)[2]) {
            case "bank-receipts" -> on.bankReceipt();
            case "chains" -> on.chain();
            case "clearing-instructions" -> on.instruction();
            case "credit-lines" -> on.line();
            case "enterprises" -> template.contains("accounts") ? on.account() : on.enterprise();
            case "financing-requests" -> on.request();
            case "loans" -> on.loan();
            case "standing-terms" -> on.standing();
            case "financing-bundles" -> on.bundle();
            case "receipts" -> on.evidence();
            case "receivables" -> on.receivable();
            case "registrations" -> on.registration();
            case "trade-documents" -> on.invoice();
            case "whitelist" -> entry(template, on);
            default -> "";
        };
        String path = template.replace("{id}", id)
                .replace("{owner}", on.enterprise())
                .replace("{enterprise}", on.enterprise())
                .replace("{masterId}", on.master())
                .replace("{kid}", on.kid())
                .replace("{hash}", on.hash())
                .replace("{no}", template.startsWith("/v1/bank-receipts") ? "1" : on.voucher())
                .replace("{issuer}", on.equals(own) ? town.master.id() : id())
                .replace("{node}", on.node())
                .replace("{repaymentId}", id())
                .replace("{documentId}", on.invoice())
                .replace("{objection}", on.objection())
                .replace("{subject}", on.receivable())
                .replace("{code}", on.equals(own) ? "R-16" : "R-99")
                .replace("{version}", "1");
        if (path.contains("/monthly")) {
            return path + "?month=2026-09";
        }
        if (path.endsWith("/proof")) {
            return path + "?nonce=" + "5c".repeat(32);
        }
        return path.endsWith("/availability") ? path + "?supplier=" + on.enterprise() + "&product=" + PLEDGE : path;
    }

    private static String entry(String template, Objects on) {
        if (template.contains("objections")) {
            return on.publicised();
        }
        return template.endsWith("{id}") ? on.listing() : on.steps();
    }

    private Object body(String route, Objects on) {
        return switch (route.substring(route.indexOf("/v1/") + 4)) {
            case "bank-receipts" -> Map.of("camt054", notice(), "act", on.act());
            case "bank-receipts/{id}/entries/{no}/assignment", "bank-receipts/{id}/entries/{no}/assignment/prepare" ->
                Map.of("instructionId", on.instruction());
            case "bank-receipts/{id}/entries/{no}/return",
                    "bank-receipts/{id}/entries/{no}/rejection",
                    "bank-receipts/{id}/entries/{no}/reopening" -> Map.of("reason", "付错户");
            case "bank-receipts/{id}/entries/{no}/return/confirmation",
                    "bank-receipts/{id}/entries/{no}/return/refusal" -> Map.of();
            case "clearing-instructions/{id}/late-rate" -> Map.of("annualRate", "9.0000", "contractDate", "2026-03-15");
            case "bank-receipts/prepare" -> Map.of("camt054", notice());
            case "chains" -> Map.of("masterId", on.enterprise(), "name", "闽江纺织产业链", "industry", "纺织");
            case "chains/{id}/members" -> Map.of("enterpriseId", town.supplier.id(), "tier", 1);
            case "credit-lines" -> lineOn(on.chain());
            case "credit-lines/{id}/sub-limits" ->
                Map.of(
                        "batchNo",
                        "2026-002",
                        "rows",
                        List.of(Map.of("level", "TIER", "tier", 2, "limit", cny("1.00"))));
            case "credit-lines/{id}/nodes/{node}" -> Map.of("limit", cny("1000000.00"));
            case "credit-lines/{id}/freeze", "credit-lines/{id}/nodes/{node}/freeze" -> Map.of("reason", "年审");
            case "credit-lines/{id}/dry-run" ->
                Map.of("supplierId", on.enterprise(), "product", PLEDGE, "amount", cny("1.00"));
            case "issuing-quotas" -> limited("masterId", on.master());
            case "single-name-limits" -> limited("partyId", on.enterprise());
            case "guarantee-pools" -> guaranteed(on.master());
            case "standing-terms" -> standing(on.master());
            case "borrowing-bases" ->
                Map.of(
                        "borrowerId",
                        on.enterprise(),
                        "advancePercent",
                        80,
                        "overdueDays",
                        30,
                        "concentrationPercent",
                        100,
                        "reserves",
                        cny("0.00"));
            case "financing-bundles" -> bundled(on.freeVoucher(), town.bank.id());
            case "financing-bundles/{id}/acceptance" ->
                Map.of("bankId", town.bank.id(), "items", List.of(Map.of("requestId", on.request(), "act", on.act())));
            case "financing-bundles/{id}/acceptance/prepare" -> Map.of("bankId", town.bank.id());
            case "financing-bundles/{id}/offers" -> priced();
            case "enterprises" ->
                Map.of(
                        "kind",
                        "ENTERPRISE",
                        "scheme",
                        "USCC",
                        "identifier",
                        town.supplier.identifier(),
                        "name",
                        "闽江",
                        "size",
                        "SMALL");
            case "enterprises/{id}/sizes" -> Map.of("size", "SMALL", "from", "2099-12-31");
            case "enterprises/{owner}/accounts" ->
                Map.of(
                        "name",
                        "闽江轴承",
                        "number",
                        "6222000000000000017",
                        "bankCode",
                        "313391080007",
                        "bankId",
                        town.bank.id());
            case "financing-requests" -> asked(on.freeVoucher(), town.bank.id());
            case "financing-requests/{id}/acceptance" -> Map.of("offerId", on.offer(), "act", on.act());
            case "financing-requests/{id}/acceptance/prepare" -> Map.of("offerId", on.offer());
            case "financing-requests/{id}/offers" -> offer();
            case "financing-requests/{id}/release" -> Map.of("act", on.act());
            case "financing-requests/{id}/release/prepare" -> Map.of("reason", "客户撤回");
            case "financing-requests/{id}/rejection" -> Map.of("reasonCode", "OTHER", "reason", "额度不足");
            case "keys" -> key(on.enterprise(), "http");
            case "keys/prepare" -> key(on.enterprise(), "act");
            case "keys/{kid}/rotation", "keys/{kid}/rotation/prepare" -> successor();
            case "keys/{kid}/revocation", "keys/{kid}/revocation/prepare" -> Map.of("reason", "设备报废");
            case "loans" -> Map.of("requestId", on.request(), "amount", cny("1000.00"));
            case "loans/{id}/disbursement" -> Map.of("accountId", on.account(), "act", on.act());
            case "loans/{id}/disbursement/prepare" -> Map.of("accountId", on.account());
            case "cost-sharings" ->
                Map.of(
                        "bankId",
                        town.bank.id(),
                        "interestShare",
                        "30.0000",
                        "feesShare",
                        "100.0000",
                        "inForceFrom",
                        "2099-01-01",
                        "inForceTo",
                        "2099-12-31",
                        "authorityDocument",
                        "董事会决议");
            case "loans/{id}/cost-share-payment" -> Map.of("bankReference", "R-" + number());
            case "loans/{id}/repayment-order" ->
                Map.of("order", List.of("PRINCIPAL", "INTEREST", "PENALTY", "COSTS"), "contractNo", "HT-2026-0088");
            case "loans/{id}/repayment-order/agreement" -> Map.of("version", 1);
            case "loans/{id}/repayments/{repaymentId}/reversal" -> Map.of("reason", "另一借据的款项");
            case "loans/{id}/write-off" -> Map.of("reason", "破产清算终结");
            case "loans/{id}/recourse" -> Map.of("reason", "核心企业逾期未付");
            case "repayments" ->
                Map.of("borrowerId", on.enterprise(), "amount", cny("1.00"), "bankReference", "R-" + number());
            case "loans/{id}/repayments" -> Map.of("amount", cny("1.00"), "bankReference", "R-" + number());
            case "receivables" -> Map.of("invoiceId", on.invoice(), "contractNo", "HT-2026-0088");
            case "confirmations",
                    "receivables/{id}/confirmation",
                    "receivables/{id}/dilution",
                    "vouchers",
                    "vouchers/{no}/acceptance",
                    "vouchers/{no}/decline",
                    "vouchers/{no}/transfer",
                    "vouchers/{no}/split",
                    "vouchers/{no}/void",
                    "vouchers/{no}/void/consent",
                    "vouchers/{no}/freeze",
                    "vouchers/{no}/unfreeze" -> Map.of("act", on.act());
            case "receivables/{id}/rejection",
                    "receivables/{id}/rejection/prepare",
                    "receivables/{id}/dispute",
                    "receivables/{id}/withdrawal" -> Map.of("reason", "数量不符");
            case "confirmations/prepare", "confirmations/preview" ->
                Map.of("rows", List.of(Map.of("receivableId", on.receivable())));
            case "overdue-lists" -> Map.of("source", "上海票据交易所", "asOf", "2026-01-01", "rows", List.of());
            case "receivables/{id}/dilution/prepare" ->
                Map.of("amount", cny("1.00"), "grounds", "CN-2026-0915", "vouchers", List.of(on.freeVoucher()));
            case "vouchers/{no}/decline/prepare", "vouchers/{no}/void/prepare", "vouchers/{no}/default" ->
                Map.of("reason", "订单取消");
            case "vouchers/{no}/freeze/prepare", "vouchers/{no}/unfreeze/prepare" ->
                Map.of("authority", "福州市中级人民法院", "documentSha256", "ab".repeat(32));
            case "vouchers/{no}/split/prepare" -> Map.of("amounts", List.of(cny("1.00")));
            case "vouchers/{no}/transfer/prepare" ->
                Map.of(
                        "parts",
                        List.of(Map.of(
                                "payeeId", town.stranger.id(), "amount", cny("1.00"), "documentId", on.invoice())));
            case "transfer-caps" ->
                Map.of(
                        "issuerId",
                        on.equals(own) ? town.master.id() : id(),
                        "effectiveFrom",
                        "2099-12-31",
                        "hops",
                        3,
                        "parts",
                        9,
                        "partsADay",
                        9);
            case "receivables/{id}/documents" -> Map.of("documentIds", List.of(on.invoice()));
            case "registrations" -> registration(on.request());
            case "registrations/{id}/extension" ->
                Map.of("changeNo", number(), "changedAt", "2026-09-21T02:30:00Z", "months", 1);
            case "registrations/{id}/discharge" -> Map.of("changeNo", number(), "changedAt", "2026-09-21T02:30:00Z");
            case "rules/{code}/versions" -> rule();
            case "trade-documents" -> receipt();
            case "trade-documents/{id}/countersignature" -> Map.of();
            case "trade-documents/{id}/readers" -> Map.of("readerId", town.bank.id());
            case "trade-documents/{id}/verification" ->
                Map.of("result", "GENUINE", "source", "全国增值税发票查验平台", "reference", "CY-" + number());
            case "vouchers/prepare" ->
                Map.of("receivableId", on.receivable(), "amount", cny("1.00"), "dueDate", town.due.toString());
            case "whitelist/entries" -> Map.of("enterpriseId", on.master(), "reason", "材料齐全");
            case "whitelist/entries/{id}/adjustment" ->
                Map.of("reason", "动态调整", "preferences", Map.of("rateCap", "3.8500"));
            case "whitelist/entries/{id}/objections" -> Map.of("statement", "拖欠货款");
            case "credit-lines/{id}/unfreeze",
                    "credit-lines/{id}/nodes/{node}/unfreeze",
                    "enterprises/{owner}/accounts/{id}/verification",
                    "financing-requests/{id}/withdrawal",
                    "standing-terms/{id}/end",
                    "receivables/{id}/confirmation/prepare",
                    "rules/{code}/versions/{version}/approval",
                    "vouchers/{no}/acceptance/prepare" -> Map.of();
            case String step when step.startsWith("whitelist/entries/{id}/") -> Map.of("reason", "材料齐全");
            default -> throw new AssertionError("EveryDoor knows no sound body for " + route + ": give it one");
        };
    }

    /// Ends before it begins: the other bank is not to become a lender of this chain by being asked.
    private Map<String, Object> lineOn(String chain) {
        return Map.of(
                "chainId", chain,
                "limit", cny("1000000.00"),
                "revolving", true,
                "effectiveFrom", town.today.plusYears(2).toString(),
                "effectiveTo", town.today.plusYears(1).toString());
    }

    private static Map<String, Object> rule() {
        return Map.of(
                "inForceFrom", "2099-12-31",
                "source", "条例修订",
                "effect", "ESCALATE",
                "parameters", Map.of("transfer_working_days", 10, "result_days", 30, "longest_days", 90));
    }

    private static Map<String, Object> bundled(String voucher, String bank) {
        return Map.of("voucherNos", List.of(voucher), "product", PLEDGE, "bankIds", List.of(bank));
    }

    /// An offer on several vouchers names no amount.
    private static Map<String, Object> priced() {
        var price = new HashMap<>(offer());
        price.remove("amount");
        return price;
    }

    private Map<String, Object> limited(String who, String party) {
        return Map.of(
                who,
                party,
                "limit",
                cny("1000000.00"),
                "effectiveFrom",
                town.today.toString(),
                "effectiveTo",
                town.today.plusYears(1).toString());
    }

    private Map<String, Object> guaranteed(String guarantor) {
        var pool = new HashMap<>(limited("guarantorId", guarantor));
        pool.put("document", "股东会决议 2026-07");
        pool.put("nodeIds", List.of());
        return pool;
    }

    /// For so little that no other request of the town is answered by it.
    private Map<String, Object> standing(String master) {
        var terms = new HashMap<>(limited("masterId", master));
        terms.remove("limit");
        terms.putAll(Map.of(
                "product",
                PLEDGE,
                "annualRate",
                "3.8500",
                "dayCount",
                "ACT_360",
                "most",
                cny("0.01"),
                "fees",
                cny("0.00"),
                "offerHours",
                24));
        return terms;
    }

    private static Map<String, Object> asked(String voucher, String bank) {
        return Map.of("voucherNo", voucher, "product", PLEDGE, "amount", cny("1000.00"), "bankIds", List.of(bank));
    }

    private static Map<String, Object> offer() {
        return Map.of(
                "product",
                PLEDGE,
                "amount",
                cny("1000.00"),
                "annualRate",
                "3.8500",
                "dayCount",
                "ACT_360",
                "fees",
                cny("0.00"),
                "validUntil",
                "2099-12-31T00:00:00Z");
    }

    private static Map<String, Object> key(String owner, String usage) {
        var key = MessageKey.draw(new KeyId("key-" + number()), Algorithm.ED25519);
        return LiveTown.wish(owner, usage, "person-" + number(), key);
    }

    private Map<String, Object> successor() {
        return LiveTown.successor(
                town.supplier.act(), MessageKey.draw(new KeyId("key-" + number()), Algorithm.ED25519));
    }

    private static Map<String, Object> registration(String request) {
        return Map.of(
                "requestId", request,
                "registrationNo", number(),
                "registeredAt", "2026-09-21T02:00:00Z",
                "searchedAt", "2026-09-21T01:00:00Z",
                "searchResult", "NO_PRIOR_REGISTRATION",
                "assetText", "应收账款一笔");
    }

    private Map<String, Object> receipt() {
        return Map.of(
                "kind", "RECEIPT",
                "number", "GR-" + number(),
                "date", town.today.minusDays(6).toString(),
                "seller", Map.of("identifier", town.supplier.identifier(), "name", "闽江轴承钢有限公司"),
                "buyer", Map.of("identifier", town.master.identifier(), "name", "闽江装备制造集团"),
                "acceptedOn", town.today.minusDays(6).toString(),
                "lines", List.of(Map.of("line", "1", "name", "数控主轴", "quantity", "100", "unit", "台")));
    }

    /// Money that pays nothing which is due.
    private String notice() {
        String reference = "B" + number();
        try (var file = EveryDoor.class.getResourceAsStream("/practice/camt.054.001.08.xml")) {
            return new String(java.util.Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{messageId}}", reference)
                    .replace("{{createdAt}}", town.today + "T09:00:00+08:00")
                    .replace("{{creditedAccount}}", "6222000000000000999")
                    .replace("{{currency}}", "CNY")
                    .replace("{{amount}}", "7.00")
                    .replace("{{bookedOn}}", town.today.toString())
                    .replace("{{bankReference}}", reference)
                    .replace("{{reference}}", "SCF" + reference)
                    .replace("{{payerName}}", "闽江装备制造集团");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
