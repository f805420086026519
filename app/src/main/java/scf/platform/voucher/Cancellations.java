package scf.platform.voucher;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import scf.contract.ActType;
import scf.contract.VoidRow;
import scf.platform.calendar.BusinessDates;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.Acts;
import scf.platform.ledger.Draft;
import scf.platform.ledger.PreparedAct;
import scf.platform.ledger.Verifying;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import scf.schema.ids.VoucherNo;

/// Cancelling a voucher that never moved (作废): issuer or holder proposes and signs, the other signs the same act.
///
/// Until both have signed nothing has happened: the voucher goes on, and a proposal on one that has meanwhile taken
/// another step comes to nothing.
@Service
@Transactional
public class Cancellations {

    private final VoucherStore store;
    private final CancellationStore proposals;
    private final Vouchers vouchers;
    private final Acts acts;
    private final BusinessDates businessDates;
    private final Clock clock;

    Cancellations(
            VoucherStore store,
            CancellationStore proposals,
            Vouchers vouchers,
            Acts acts,
            BusinessDates businessDates,
            Clock clock) {
        this.store = store;
        this.proposals = proposals;
        this.vouchers = vouchers;
        this.acts = acts;
        this.businessDates = businessDates;
        this.clock = clock;
    }

    public Drafting<CancelRefusal> prepare(
            EnterpriseId proposer, String user, @Nullable KeyId key, VoucherNo no, String reason) {
        var found = store.find(no);
        var refusal = refusalOf(proposer, found);
        if (refusal.isPresent()) {
            return new Drafting.Refused<>(refusal.get());
        }

        var voucher = found.orElseThrow();
        var issuer = voucher.terms().issuer();
        var holder = voucher.standing().holder();
        var other = proposer.equals(issuer) ? holder : issuer;
        var row = new VoidRow(no.value(), issuer.toString(), holder.toString(), reason);
        var drafting = Drafting.<CancelRefusal>of(acts.prepare(new Draft(
                ActType.VOID,
                no.value(),
                voucher.standing().version(),
                proposer,
                key,
                user,
                List.of(row),
                List.of(other))));
        if (drafting instanceof Drafting.Prepared<CancelRefusal>(var act)) {
            proposals.insert(
                    new CancellationStore.Proposal(
                            new ActHash(act.hash()), no, proposer, other, reason, act.expiresAt()),
                    clock.instant());
        }
        return drafting;
    }

    /// The proposer has signed: the other party may answer until the act runs out. The voucher stays what it is.
    public Stepping<CancelRefusal, Voucher> propose(EnterpriseId proposer, VoucherNo no, ActJson act) {
        var found = vouchers.take(no);
        var refusal = refusalOf(proposer, found);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        var verifying = acts.verify(act, ActType.VOID, no.value(), proposer);
        if (verifying instanceof Verifying.Refused why) {
            return new Stepping.NotTheAct<>(why);
        }
        var verified = (Verifying.Verified) verifying;
        var voucher = found.orElseThrow();
        if (verified.header().version() != voucher.standing().version()) {
            return new Stepping.Refused<>(new CancelRefusal.Outdated());
        }

        proposals.moveProposal(verified.hash(), "PREPARED", "PROPOSED");
        var _ = acts.sign(verified, proposer);
        return new Stepping.Asked<>(voucher);
    }

    /// The act that the other party has proposed, for this one to sign: the same bytes, its own key.
    @Transactional(readOnly = true)
    public Optional<PreparedAct> proposedTo(EnterpriseId other, VoucherNo no) {
        return proposals.open(no, other, clock.instant()).flatMap(proposal -> acts.toConsent(proposal.act(), other));
    }

    /// Both have signed: the voucher waits for the ledger, and its value for the receivable.
    public Stepping<CancelRefusal, Voucher> consent(EnterpriseId other, VoucherNo no, ActJson act) {
        var found = vouchers.take(no);
        var refusal = refusalOf(other, found);
        if (refusal.isPresent()) {
            return new Stepping.Refused<>(refusal.get());
        }
        var proposal = proposals.open(no, other, clock.instant());
        if (proposal.isEmpty()) {
            return new Stepping.Refused<>(new CancelRefusal.NoSuchProposal());
        }
        var verifying = acts.verifyConsent(act, ActType.VOID, no.value(), other);
        if (verifying instanceof Verifying.Refused why) {
            return new Stepping.NotTheAct<>(why);
        }
        var verified = (Verifying.Verified) verifying;
        var voucher = (Voucher.Active) found.orElseThrow();
        if (verified.header().version() != voucher.standing().version()) {
            return new Stepping.Refused<>(new CancelRefusal.Outdated());
        }
        if (!verified.hash().equals(proposal.get().act())) {
            return new Stepping.Refused<>(new CancelRefusal.NoSuchProposal());
        }

        var voiding = voucher.cancel(proposal.get().reason());
        store.save(voiding, clock.instant());
        proposals.moveProposal(verified.hash(), "PROPOSED", "ASKED");
        var _ = acts.sign(verified, other);
        return new Stepping.Asked<>(voiding);
    }

    private Optional<CancelRefusal> refusalOf(EnterpriseId party, Optional<Voucher> found) {
        var concerned = found.filter(voucher -> party.equals(voucher.terms().issuer())
                || party.equals(voucher.standing().holder()));
        if (concerned.isEmpty()) {
            return Optional.of(new CancelRefusal.NoSuchVoucher());
        }
        var voucher = concerned.get();
        if (!voucher.terms().isRoot()) {
            return Optional.of(new CancelRefusal.MovedBefore());
        }
        var reason = VoucherStates.refusal(voucher, VoucherStates.Event.VOID);
        if (reason.isPresent()) {
            return Optional.of(new CancelRefusal.NotActive(voucher.state(), reason.get()));
        }
        if (voucher.standing().frozen()) {
            return Optional.of(new CancelRefusal.Frozen());
        }
        var dueDate = voucher.terms().dueDate();
        return businessDates.today().isBefore(dueDate)
                ? Optional.empty()
                : Optional.of(new CancelRefusal.Matured(dueDate));
    }
}
