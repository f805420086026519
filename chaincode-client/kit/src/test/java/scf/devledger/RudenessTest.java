package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Refusal;
import scf.contract.Role;
import scf.contract.SignedAct;
import scf.gateway.Checkpoint;
import scf.gateway.Committing;
import scf.gateway.Endorsing;
import scf.gateway.LedgerEvents;
import scf.gateway.ProposedAct;
import scf.gateway.Submitting;
import scf.gateway.Told;

/// The mishaps that a client must live with, each as the client sees it.
class RudenessTest {

    private static final TestLedger LEDGER = new TestLedger();
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    private static SignedAct anAct() {
        return Deeds.register(LEDGER.city, Party.of(Role.ENTERPRISE, Algorithm.ED25519));
    }

    @Test
    void an_answer_lost_after_the_commit_is_found_again_by_its_id() {
        ProposedAct proposed = LEDGER.client.propose(anAct());
        Bytes transaction = LEDGER.endorsed(proposed);
        LEDGER.rudeness.loseAnswers(1);

        assertThat(LEDGER.client.submit(transaction)).isInstanceOf(Submitting.Unknown.class);
        assertThat(LEDGER.client.status(proposed.transactionId())).isInstanceOf(Committing.Committed.class);
    }

    @Test
    void a_transaction_lost_with_its_orderer_holds_when_it_is_submitted_again() {
        ProposedAct proposed = LEDGER.client.propose(anAct());
        Bytes transaction = LEDGER.endorsed(proposed);
        LEDGER.rudeness.loseTransactions(1);

        assertThat(LEDGER.client.submit(transaction)).isInstanceOf(Submitting.Ordered.class);
        assertThat(LEDGER.client.status(proposed.transactionId(), A_MOMENT)).isInstanceOf(Committing.Unknown.class);
        assertThat(LEDGER.client.submit(transaction)).isInstanceOf(Submitting.Ordered.class);
        assertThat(LEDGER.client.status(proposed.transactionId())).isInstanceOf(Committing.Committed.class);
    }

    @Test
    void whoever_runs_days_ahead_finds_that_an_act_has_expired() {
        ProposedAct proposed = LEDGER.client.propose(anAct());
        LEDGER.rudeness.runAhead(Duration.ofDays(4));
        try {
            assertThat(LEDGER.client.endorse(proposed))
                    .isInstanceOfSatisfying(
                            Endorsing.RefusedByRules.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.EXPIRED));
        } finally {
            LEDGER.rudeness.runAhead(Duration.ZERO);
        }
        assertThat(LEDGER.client.endorse(proposed)).isInstanceOf(Endorsing.Endorsed.class);
    }

    @Test
    void after_a_conflict_the_act_is_proposed_anew_and_holds() {
        SignedAct act = anAct();
        ProposedAct proposed = LEDGER.client.propose(act);
        Bytes transaction = LEDGER.endorsed(proposed);
        LEDGER.rudeness.forceConflicts(1);

        var _ = LEDGER.client.submit(transaction);
        assertThat(LEDGER.client.status(proposed.transactionId()))
                .isInstanceOfSatisfying(
                        Committing.Conflicted.class,
                        conflicted -> assertThat(conflicted.code()).isEqualTo("MVCC_READ_CONFLICT"));
        LEDGER.written(act);
    }

    @Test
    void a_proposal_whose_transaction_has_committed_is_not_endorsed_again() {
        ProposedAct proposed = LEDGER.client.propose(anAct());
        var _ = LEDGER.client.submit(LEDGER.endorsed(proposed));
        LEDGER.committed(proposed.transactionId());

        assertThat(LEDGER.client.endorse(proposed))
                .isInstanceOfSatisfying(
                        Endorsing.NotEndorsed.class,
                        refused -> assertThat(refused.cause()).contains("duplicate transaction"));
    }

    @Test
    void while_a_peer_is_down_nothing_is_endorsed_and_nothing_happens() {
        LEDGER.rudeness.takeDown(DevLedger.CITY);
        try {
            assertThat(LEDGER.client.endorse(LEDGER.client.propose(anAct())))
                    .isInstanceOfSatisfying(
                            Endorsing.NotEndorsed.class,
                            refused -> assertThat(refused.cause()).contains("UNAVAILABLE"));
            // Reads go on at the other peer.
            assertThat(LEDGER.client.key(LEDGER.city.kid())).isPresent();
        } finally {
            LEDGER.rudeness.bringUp(DevLedger.CITY);
        }
        LEDGER.written(anAct());
    }

    @Test
    void a_commit_that_takes_its_time_is_waited_for_no_longer_than_wanted() {
        LEDGER.rudeness.delayCommits(Duration.ofSeconds(1));
        try {
            ProposedAct proposed = LEDGER.client.propose(anAct());
            var _ = LEDGER.client.submit(LEDGER.endorsed(proposed));
            assertThat(LEDGER.client.status(proposed.transactionId(), Duration.ofMillis(100)))
                    .isInstanceOf(Committing.Unknown.class);
            assertThat(LEDGER.client.status(proposed.transactionId())).isInstanceOf(Committing.Committed.class);
        } finally {
            LEDGER.rudeness.delayCommits(Duration.ZERO);
        }
    }

    @Test
    void a_reader_learns_that_its_stream_of_events_died_and_goes_on_from_its_checkpoint() throws Exception {
        SignedAct first = anAct();
        LEDGER.written(first);
        Checkpoint checkpoint = Checkpoint.BEGINNING;
        try (LedgerEvents events = LEDGER.client.events(checkpoint)) {
            Told told = events.next();
            while (!told.event().act().equals(first.hash())) {
                told = events.next();
            }
            checkpoint = told.checkpoint();
            var waiting = CompletableFuture.supplyAsync(events::next);
            LEDGER.ledger.breakEventStreams();
            assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(LedgerEvents.Lost.class);
        }
        SignedAct second = anAct();
        LEDGER.written(second);
        try (LedgerEvents events = LEDGER.client.events(checkpoint)) {
            assertThat(events.next().event().act()).isEqualTo(second.hash());
        }
    }

    @Test
    void closing_a_stream_wakes_up_its_reader() {
        LedgerEvents events = LEDGER.client.events(new Checkpoint(1_000_000, ""));
        var waiting = CompletableFuture.supplyAsync(events::next);
        events.close();
        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(LedgerEvents.Lost.class);
    }
}
