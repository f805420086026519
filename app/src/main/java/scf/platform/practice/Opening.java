package scf.platform.practice;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// Lines 1 to 5 of the journey: the parties and their keys, the chain and its whitelist entry, the lines of the banks.
final class Opening {

    private static final String PRODUCT_PURCHASE = "PAYABLES_FINANCE";
    private static final String PRODUCT_PLEDGE = "RECEIVABLES_PLEDGE_LOAN";

    /// The notice has run its seven days; from here on the chain does business.
    private static final LocalDate LISTING_DAY = LocalDate.of(2026, 9, 21);

    private final Script.Stage stage;
    private final Player player;
    private final Cast cast;

    Opening(Script.Stage stage) {
        this.stage = stage;
        this.player = stage.player();
        this.cast = stage.cast();
    }

    /// @param accounts each supplier's own verified account, by the supplier's name
    /// @param lines each bank's credit line, by the bank's name
    record Opened(String chain, Map<String, String> accounts, Map<String, String> lines) {

        String account(PracticeParty owner) {
            return Objects.requireNonNull(accounts.get(owner.name()), owner.name());
        }

        String line(PracticeParty bank) {
            return Objects.requireNonNull(lines.get(bank.name()), bank.name());
        }
    }

    Opened play() {
        for (PracticeParty party : cast.registeredByTheCity()) {
            register(party);
        }
        var accounts = new HashMap<String, String>();
        accounts.put(cast.spindles().name(), account(cast.spindles(), cast.bankHarbour(), "6222000000000000017"));
        accounts.put(cast.castings().name(), account(cast.castings(), cast.bankSouth(), "6222000000000000025"));
        accounts.put(cast.master().name(), account(cast.master(), cast.bankHarbour(), "6222000000000000009"));
        String chain = chain();
        whitelist();
        var lines = new HashMap<String, String>();
        for (PracticeParty bank : cast.banks()) {
            lines.put(bank.name(), line(bank, chain));
        }
        return new Opened(chain, accounts, lines);
    }

    private void register(PracticeParty party) {
        var role = party.role();
        var body = new HashMap<String, Object>(Map.of(
                "kind", role.kind().name(),
                "scheme", "USCC",
                "identifier", role.identifier(),
                "name", role.title()));
        if (!role.size().isEmpty()) {
            body.put("size", role.size());
        }
        Answer answer = player.post(cast.city(), "register-" + party.name(), "/v1/enterprises", body);
        cast.registered(party, answer.text("/id"));
        stage.tell(
                "register-" + party.name(),
                cast.city(),
                "registers " + role.title() + " " + role.identifier(),
                Notebook.Told.of(party.enterpriseId()));
        String transaction = "";
        for (PracticeKey key : party.keys()) {
            transaction = key(party, key);
        }
        stage.tell(
                "keys-" + party.name(),
                cast.city(),
                "registers the keys of " + role.title(),
                Notebook.Told.of(party.enterpriseId()).on(transaction));
    }

    /// The city has identified the party and registers its keys; the key itself proves that the party holds it.
    private String key(PracticeParty party, PracticeKey key) {
        String name = "key-" + key.secret().kid();
        var wish = KeyRegistration.of(party.enterpriseId(), key);
        if (key.usage().equals("http")) {
            player.post(cast.city(), name, "/v1/keys", wish);
            return "";
        }
        return player.act(cast.city(), name, "/v1/keys", wish, wish).transactionId();
    }

    private String account(PracticeParty owner, PracticeParty bank, String number) {
        String accounts = "/v1/enterprises/" + owner.enterpriseId() + "/accounts";
        String id = player.post(
                        owner,
                        "account-" + owner.name(),
                        accounts,
                        Map.of(
                                "name",
                                owner.role().title(),
                                "number",
                                number,
                                "bankCode",
                                "313391080007",
                                "bankId",
                                bank.enterpriseId()))
                .text("/id");
        player.post(bank, "verify-account-" + owner.name(), accounts + "/" + id + "/verification", Map.of());
        stage.tell(
                "account-" + owner.name(),
                bank,
                "verifies the account of " + owner.role().title(),
                Notebook.Told.of(id));
        return id;
    }

    private String chain() {
        String chain = player.post(
                        cast.city(),
                        "chain",
                        "/v1/chains",
                        Map.of("masterId", cast.master().enterpriseId(), "name", "榕江重工产业链", "industry", "装备制造"))
                .text("/id");
        stage.tell(
                "chain",
                cast.city(),
                "registers the chain of " + cast.master().role().title(),
                Notebook.Told.of(chain));
        for (PracticeParty supplier : cast.suppliers()) {
            player.post(
                    cast.master(),
                    "member-" + supplier.name(),
                    "/v1/chains/" + chain + "/members",
                    Map.of("enterpriseId", supplier.enterpriseId(), "tier", 1));
            stage.tell(
                    "member-" + supplier.name(),
                    cast.master(),
                    "takes in " + supplier.role().title() + " at tier 1",
                    Notebook.Told.of(supplier.enterpriseId()));
        }
        return chain;
    }

    private void whitelist() {
        String entry = player.post(
                        cast.master(),
                        "declaration",
                        "/v1/whitelist/entries",
                        Map.of("reason", "leads the chain of heavy machinery in the city"))
                .text("/id");
        stage.tell("declaration", cast.master(), "declares itself for the whitelist", Notebook.Told.of(entry));
        for (String step : List.of("recommendation", "review", "publication", "listing")) {
            if (step.equals("listing")) {
                player.moveBusinessDate(LISTING_DAY);
            }
            JsonNode answer = player.post(
                            cast.city(),
                            "whitelist-" + step,
                            "/v1/whitelist/entries/" + entry + "/" + step,
                            Map.of("reason", "the documents are complete"))
                    .json();
            stage.tell(
                    "whitelist-" + step,
                    cast.city(),
                    "whitelist entry of " + cast.master().role().title() + " is "
                            + answer.path("state").asString(),
                    Notebook.Told.of(entry));
        }
    }

    /// A line of four levels: chain, tier, supplier, product.
    private String line(PracticeParty bank, String chain) {
        String line = player.post(
                        bank,
                        "line-" + bank.name(),
                        "/v1/credit-lines",
                        Map.of(
                                "chainId", chain,
                                "limit", cny("100000000.00"),
                                "revolving", true,
                                "effectiveFrom", PracticeCity.FIRST_DAY.toString(),
                                "effectiveTo",
                                        PracticeCity.FIRST_DAY.plusYears(1).toString()))
                .text("/id");
        stage.tell(
                "line-" + bank.name(),
                bank,
                "grants a whole-chain line",
                Notebook.Told.of(line, "100000000.00", "CNY"));
        var rows = new java.util.ArrayList<Map<String, Object>>();
        rows.add(Map.of("level", "TIER", "tier", 1, "limit", cny("30000000.00")));
        for (PracticeParty supplier : cast.suppliers()) {
            String id = supplier.enterpriseId();
            rows.add(Map.of("level", "SUPPLIER", "tier", 1, "supplierId", id, "limit", cny("5000000.00")));
            for (String product : List.of(PRODUCT_PURCHASE, PRODUCT_PLEDGE)) {
                rows.add(Map.of(
                        "level",
                        "PRODUCT",
                        "tier",
                        1,
                        "supplierId",
                        id,
                        "product",
                        product,
                        "limit",
                        cny("4000000.00")));
            }
        }
        Answer batch = player.post(
                bank,
                "sub-limits-" + bank.name(),
                "/v1/credit-lines/" + line + "/sub-limits",
                Map.of("batchNo", "2026-001", "rows", rows));
        if (batch.json().path("granted").asInt() != rows.size()) {
            throw new IllegalStateException("Not every sub-limit was granted: " + batch.body());
        }
        stage.tell(
                "sub-limits-" + bank.name(),
                bank,
                "grants sub-limits to tier, suppliers and products",
                Notebook.Told.of(line));
        return line;
    }

    static Map<String, String> cny(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }
}
