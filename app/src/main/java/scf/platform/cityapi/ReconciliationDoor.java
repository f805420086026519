package scf.platform.cityapi;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.ledger.Difference;
import scf.platform.money.Money;
import scf.platform.reconciliation.Cycle;
import scf.platform.reconciliation.Finding;
import scf.platform.reconciliation.Findings;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;

/// `/v1/reconciliation`: on what the platform and the ledger part (对账), and how often they were compared.
///
/// The city's alone. It keeps the same rows as a member of the private collection, so it learns nothing here
/// that its own peer does not tell; the platform's operator sees counts, and no amount or party.
@RestController
@RequestMapping("/v1/reconciliation")
class ReconciliationDoor {

    private static final UUID FIRST = new UUID(0, 0);

    private final Findings findings;

    ReconciliationDoor(Findings findings) {
        this.findings = findings;
    }

    /// @param kind of the object: a key, a receivable, a voucher with its lock, or an act
    /// @param differences what each side says, as the last cycle has seen it
    /// @param resolvedAt when a cycle first found both sides agreeing again
    record FindingJson(
            UUID id,
            Finding.Kind kind,
            String object,
            List<Difference> differences,
            Instant foundAt,
            @Nullable Instant resolvedAt) {

        static FindingJson of(Finding finding) {
            return new FindingJson(
                    finding.id(),
                    finding.kind(),
                    finding.object(),
                    finding.differences(),
                    finding.foundAt(),
                    finding.resolvedAt());
        }
    }

    /// @param here how many the platform says that the ledger holds
    /// @param sumHere what is owed on them and not ended; none where nothing is added up
    record CountJson(
            Cycle.Count.What what,
            long here,
            long onLedger,
            @Nullable Money sumHere,
            @Nullable Money sumOnLedger) {

        static CountJson of(Cycle.Count count) {
            return new CountJson(
                    count.what(),
                    count.here(),
                    count.onLedger(),
                    sum(count.hereMinor(), count.currency()),
                    sum(count.onLedgerMinor(), count.currency()));
        }

        private static @Nullable Money sum(long minor, String currency) {
            return currency.isEmpty() ? null : Money.ofMinor(minor, currency);
        }
    }

    /// @param upToBlock the last block that had been heard when it began
    /// @param finishedAt none while it runs
    /// @param counts how much each side holds, by currency where there is one
    record CycleJson(
            long number,
            long upToBlock,
            Instant beganAt,
            @Nullable Instant finishedAt,
            List<CountJson> counts) {

        static CycleJson of(Cycle.Counted counted) {
            var cycle = counted.cycle();
            return new CycleJson(
                    cycle.number(),
                    cycle.upToBlock(),
                    cycle.beganAt(),
                    cycle.finishedAt(),
                    counted.counts().stream().map(CountJson::of).toList());
        }
    }

    @GetMapping("/findings")
    Page<FindingJson> findings(Caller caller, @RequestParam(defaultValue = "false") boolean open, Paging paging) {
        caller.mustBe(PartyKind.CITY);
        var after = paging.after().orElse(new Position(Instant.EPOCH, FIRST.toString()));
        var rows = findings.after(after.created(), UUID.fromString(after.id()), open, paging.limit() + 1);
        return paging.page(
                        rows,
                        finding -> new Position(finding.foundAt(), finding.id().toString()))
                .map(FindingJson::of);
    }

    @GetMapping("/cycles")
    Page<CycleJson> cycles(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.CITY);
        long before = paging.after().map(after -> Long.parseLong(after.id())).orElse(Long.MAX_VALUE);
        var rows = findings.cyclesBefore(before, paging.limit() + 1);
        return paging.page(
                        rows,
                        counted -> new Position(
                                counted.cycle().beganAt(),
                                Long.toString(counted.cycle().number())))
                .map(CycleJson::of);
    }
}
