package scf.platform.simulation;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import scf.platform.LiveTown;
import tools.jackson.databind.JsonNode;

/// A bank (资金方): offers, registers, lends, is repaid, and reports the money that issuers have paid at maturity.
final class Bank extends Player {

    private static final List<String> DAY_COUNTS = List.of("ACT_360", "ACT_365F", "THIRTY_E_360");
    private static final int LARGEST_MESSAGE = 12;
    private static final int MOST_DAYS_LATE = 4;
    private static final long LEAST = 50_000;

    final Pile<Request> asked = new Pile<>();
    final Pile<Supplier.Asked> locked = new Pile<>();
    private final Pile<Supplier.Asked> registered = new Pile<>();
    private final Pile<Loan> originated = new Pile<>();
    private final Pile<Loan> running = new Pile<>();
    private final Pile<Loan> shared = new Pile<>();
    private final Pile<Instruction> due = new Pile<>();
    private final Pile<Paid> paid = new Pile<>();
    private final Pile<String> messages = new Pile<>();
    private final List<String> lines = new ArrayList<>();

    private final Set<String> seen = new HashSet<>();
    private String cursor = "";
    private LocalDate looked = LocalDate.MIN;

    /// What this bank was asked for.
    record Request(Supplier.Asked asked, String product, long fen) {}

    private record Loan(String id, Supplier borrower, boolean purchase, long fen) {}

    /// What an issuer is to pay to this bank.
    private record Instruction(String id, String reference, long fen, String payerAccount) {}

    /// A payment that may turn out not to have been one.
    private record Paid(String loan, String repayment) {}

    Bank(Stage stage, Party party, SplittableRandom random) {
        super(stage, party, random);
    }

    /// A line of this bank, whose limits it will change.
    void granted(String line) {
        lines.add(line);
    }

    @Override
    boolean turn() {
        if (looked.isBefore(stage.today())) {
            look();
        }
        int chance = random.nextInt(100);
        if (chance < 30) {
            return answer();
        }
        if (chance < 42) {
            return register();
        }
        if (chance < 54) {
            return originate();
        }
        if (chance < 66) {
            return disburse();
        }
        if (chance < 74) {
            return repay();
        }
        if (chance < 76) {
            return reverse();
        }
        if (chance < 79) {
            return changeALimit();
        }
        if (chance < 81) {
            return again();
        }
        if (chance < 83) {
            return strange();
        }
        if (chance < 85) {
            return collectShare();
        }
        return settle();
    }

    // Offers

    private boolean answer() {
        var found = asked.draw(random);
        found.ifPresent(request -> {
            String path = "/v1/financing-requests/" + request.asked().id();
            if (percent(12)) {
                var _ = desk.write(
                        path + "/rejection", Desk.body("reasonCode", "OTHER", "reason", "not within our policy"));
                return;
            }
            long fees = percent(50) ? 0 : between(0, request.fen() / 400);
            desk.write(
                            path + "/offers",
                            Desk.body(
                                    "product", request.product(),
                                    "amount", Desk.cny(request.fen()),
                                    "annualRate", "%d.%04d".formatted(3 + random.nextInt(3), random.nextInt(10_000)),
                                    "dayCount", DAY_COUNTS.get(random.nextInt(DAY_COUNTS.size())),
                                    "fees", Desk.cny(fees),
                                    "validUntil",
                                            stage.now()
                                                    .plus(Duration.ofHours(6))
                                                    .toString()))
                    .ifPresent(offer -> {
                        synchronized (request.asked().offers()) {
                            request.asked()
                                    .offers()
                                    .add(new Supplier.Offer(LiveTown.text(offer, "/id"), request.fen(), this));
                        }
                    });
        });
        return found.isPresent();
    }

    // Lending

    private boolean register() {
        var found = locked.draw(random);
        found.ifPresent(request -> {
            String path = "/v1/financing-requests/" + request.id();
            if (oneIn(12)) {
                letGo(request, path);
                return;
            }
            desk.read(path + "/registration-text")
                    .map(text -> LiveTown.text(text, "/text"))
                    .flatMap(text -> {
                        String now = stage.now().minusSeconds(5).toString();
                        return desk.write(
                                "/v1/registrations",
                                Desk.body(
                                        "requestId",
                                        request.id(),
                                        "registrationNo",
                                        digits(20),
                                        "registeredAt",
                                        now,
                                        "searchedAt",
                                        now,
                                        "searchResult",
                                        "NO_PRIOR_REGISTRATION",
                                        "assetText",
                                        text));
                    })
                    .ifPresent(registration -> {
                        registered.put(request);
                        stage.remember("/v1/registrations/" + LiveTown.text(registration, "/id"));
                    });
        });
        return found.isPresent();
    }

    /// The bank will not pay: first it gives the request up, then it lets go of the voucher.
    private void letGo(Supplier.Asked request, String path) {
        var _ = desk.write(path + "/rejection", Desk.body("reasonCode", "OTHER", "reason", "no funds after all"));
        desk.act(path + "/release", Desk.body("reason", "no funds after all"), Map.of())
                .ifPresent(told ->
                        then(told, () -> request.holder().active.put(request.voucher()), () -> locked.put(request)));
    }

    private boolean originate() {
        var found = registered.draw(random);
        found.ifPresent(request -> {
            var accepted = desk.read("/v1/financing-requests/" + request.id());
            if (accepted.isEmpty()) {
                return;
            }
            boolean purchase = accepted.get().path("product").asString().equals(LiveTown.PURCHASE);
            String offer = accepted.get().path("acceptedOfferId").asString();
            for (var one : accepted.get().path("offers")) {
                if (one.path("id").asString().equals(offer)) {
                    long fen = Desk.fen(one.path("amount"));
                    desk.write("/v1/loans", Desk.body("requestId", request.id(), "amount", Desk.cny(fen)))
                            .ifPresent(loan -> {
                                String id = LiveTown.text(loan, "/id");
                                originated.put(new Loan(id, request.holder(), purchase, fen));
                                stage.remember("/v1/loans/" + id);
                            });
                }
            }
        });
        return found.isPresent();
    }

    private boolean disburse() {
        var found = originated.draw(random);
        found.ifPresent(loan -> {
            var account = Desk.body("accountId", loan.borrower().account());
            var told = desk.act("/v1/loans/" + loan.id() + "/disbursement", account, account);
            told.ifPresent(fund -> then(fund, () -> paidOut(loan), () -> originated.put(loan)));
            // Frozen, for instance: another time, or never.
            if (told.isEmpty() && !oneIn(4)) {
                originated.put(loan);
            }
        });
        return found.isPresent();
    }

    private void paidOut(Loan loan) {
        running.put(loan);
        shared.put(loan);
    }

    // Being repaid

    private boolean repay() {
        var found = running.draw(random);
        found.ifPresent(loan -> {
            var now = desk.read("/v1/loans/" + loan.id());
            if (now.isEmpty() || loan.purchase()) {
                return;
            }
            long owed = Desk.fen(now.get().at("/owed/total"));
            if (owed == 0) {
                return;
            }
            long amount = percent(20) ? owed : between(1, owed);
            desk.write(
                            "/v1/loans/" + loan.id() + "/repayments",
                            percent(10)
                                    ? Desk.body(
                                            "amount", Desk.cny(amount),
                                            "costs", Desk.cny(between(1, 500)),
                                            "bankReference", "R" + digits(18))
                                    : Desk.body("amount", Desk.cny(amount), "bankReference", "R" + digits(18)))
                    .ifPresent(repaid -> {
                        if (oneIn(4)) {
                            paid.put(new Paid(loan.id(), LiveTown.text(repaid, "/repayment/id")));
                        }
                    });
            if (amount < owed) {
                running.put(loan);
            }
        });
        return found.isPresent();
    }

    private boolean reverse() {
        var found = paid.draw(random);
        found.ifPresent(payment -> {
            var _ = desk.writeAsChecker(
                    "/v1/loans/" + payment.loan() + "/repayments/" + payment.repayment() + "/reversal",
                    Desk.body("reason", "the credit was another's"));
        });
        return found.isPresent();
    }

    // Limits

    private boolean changeALimit() {
        if (lines.isEmpty()) {
            return false;
        }
        String path = "/v1/credit-lines/" + lines.get(random.nextInt(lines.size()));
        if (percent(20)) {
            var _ = desk.write(path + "/freeze", Desk.body("reason", "under review"));
            var _ = desk.write(path + "/unfreeze", Map.of());
            return true;
        }
        desk.read(path).ifPresent(line -> {
            var nodes = line.path("nodes");
            var node = nodes.path(random.nextInt(nodes.size()));
            long limit = Desk.fen(node.path("limit"));
            // Up as often as down, and sometimes below what is used.
            long changed = Math.max(Opening.LEAST_LIMIT, limit * (70 + random.nextInt(75)) / 100);
            var _ = desk.patch(path + "/nodes/" + node.path("id").asString(), Desk.body("limit", Desk.cny(changed)));
        });
        return true;
    }

    /// So much is left for this supplier on every line, and no more: of several who want it, one comes too late.
    void cut(Desk counter, Party supplier, long room) {
        for (String line : lines) {
            String path = "/v1/credit-lines/" + line;
            counter.read(path).stream()
                    .flatMap(found -> found.path("nodes").valueStream())
                    .filter(node -> node.path("level").asString().equals("SUPPLIER"))
                    .filter(node -> node.path("supplierId").asString("").equals(supplier.id()))
                    .forEach(node -> {
                        String lent = node.path("revolving").asBoolean() ? "used" : "drawn";
                        long taken = Desk.fen(node.path(lent)) + Desk.fen(node.path("reserved"));
                        var _ = counter.patch(
                                path + "/nodes/" + node.path("id").asString(),
                                Desk.body("limit", Desk.cny(taken + room)));
                    });
        }
    }

    // Maturity

    /// What is to be paid to this bank since it last looked.
    private void look() {
        var day = stage.today();
        // An hour that came twice may have put something before the place where it looked last.
        if (oneIn(30)) {
            cursor = "";
        }
        while (true) {
            var page = desk.read("/v1/clearing-instructions?limit=50" + cursor);
            if (page.isEmpty()) {
                return;
            }
            page.get().path("items").forEach(this::noted);
            var next = page.get().path("next");
            if (next.isNull() || next.isMissingNode()) {
                looked = day;
                return;
            }
            cursor = "&cursor=" + next.asString();
        }
    }

    private void noted(JsonNode instruction) {
        String state = instruction.path("state").asString();
        boolean mine = instruction.at("/receivingBank/id").asString("").equals(party.id());
        if (mine && isToBePaid(state) && seen.add(instruction.path("id").asString())) {
            due.put(new Instruction(
                    instruction.path("id").asString(),
                    instruction.path("reference").asString(),
                    Desk.fen(instruction.path("amount")),
                    instruction.at("/payer/accounts/0/number").asString("")));
            stage.remember("/v1/clearing-instructions/" + instruction.path("id").asString());
        }
    }

    private boolean settle() {
        var drawn = due.draw(random, 1 + random.nextInt(LARGEST_MESSAGE));
        if (drawn.isEmpty()) {
            return false;
        }
        String xml = camt(drawn);
        var message = Desk.body("camt054", xml);
        var told = desk.act("/v1/bank-receipts", message, message);
        if (told.isEmpty()) {
            drawn.stream().filter(this::isUnpaid).forEach(due::put);
            return true;
        }
        String receipt = "/v1/bank-receipts/" + LiveTown.text(told.get().answer(), "/id");
        stage.remember(receipt);
        then(told.get(), () -> messages.put(xml), () -> drawn.forEach(due::put));
        return true;
    }

    /// Money that nobody waits for: it is stored, and goes back by two persons.
    private boolean strange() {
        if (!oneIn(6)) {
            return false;
        }
        var message = camt(List.of(new Instruction("", "SCFV" + digits(12), between(1, LEAST), "62" + digits(17))));
        desk.write("/v1/bank-receipts", Desk.body("camt054", message)).ifPresent(receipt -> {
            String entry = "/v1/bank-receipts/" + LiveTown.text(receipt, "/id") + "/entries/1";
            if (desk.write(entry + "/return", Desk.body("reason", "nobody waits for it"))
                    .isPresent()) {
                var _ = desk.writeAsChecker(entry + "/return/confirmation", Map.of());
            }
        });
        return true;
    }

    /// What the chain-master bears of a supplier's cost.
    private boolean collectShare() {
        var found = shared.draw(random);
        found.ifPresent(loan -> {
            var _ = desk.write(
                    "/v1/loans/" + loan.id() + "/cost-share-payment", Desk.body("bankReference", "C" + digits(18)));
        });
        return found.isPresent();
    }

    private boolean isUnpaid(Instruction instruction) {
        return desk.read("/v1/clearing-instructions/" + instruction.id())
                .map(found -> isToBePaid(found.path("state").asString()))
                .orElse(false);
    }

    private static boolean isToBePaid(String state) {
        return state.equals("DUE") || state.equals("OVERDUE");
    }

    /// The same message once more under another key: it must not pay twice.
    private boolean again() {
        var found = messages.draw(random);
        found.ifPresent(message -> {
            var _ = desk.write("/v1/bank-receipts", Desk.body("camt054", message));
        });
        return found.isPresent();
    }

    private String camt(List<Instruction> instructions) {
        // Some banks tell of a payment days after it came: what it stops, it stopped then.
        String day = stage.today().minusDays(random.nextInt(MOST_DAYS_LATE)).toString();
        String message = "N" + digits(18);
        var entries = new StringBuilder();
        for (var instruction : instructions) {
            String amount = Desk.cny(instruction.fen()).get("amount");
            entries.append("""
                    <Ntry><Amt Ccy="CNY">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
                    <BookgDt><Dt>%s</Dt></BookgDt><NtryDtls><TxDtls><Refs><AcctSvcrRef>B%s</AcctSvcrRef>\
                    <EndToEndId>%s</EndToEndId></Refs><RltdPties><DbtrAcct><Id><Othr><Id>%s</Id></Othr></Id></DbtrAcct>\
                    </RltdPties></TxDtls></NtryDtls></Ntry>
                    """.formatted(amount, day, digits(18), instruction.reference(), instruction.payerAccount()));
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>\
                <GrpHdr><MsgId>%s</MsgId><CreDtTm>%sT10:00:00+08:00</CreDtTm></GrpHdr><Ntfctn><Id>%s</Id>%s</Ntfctn>\
                </BkToCstmrDbtCdtNtfctn></Document>
                """.formatted(message, day, message, entries);
    }

    private String digits(int count) {
        var digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
