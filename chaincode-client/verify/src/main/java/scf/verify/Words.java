package scf.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a verification has found, as sentences: what holds, as of when, by whose word, and what nobody has said.
final class Words {

    private final TrustBundle trust;
    private final List<Endorser> endorsers;
    private final Instant now;
    private final List<String> holds = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private long lastBlock;

    Words(TrustBundle trust, List<Endorser> endorsers, Instant now) {
        this.trust = trust;
        this.endorsers = endorsers;
        this.now = now;
    }

    void asOf(long blocks, Instant asked) {
        lastBlock = blocks - 1;
        holds.add("As of block %d of channel %s, and by the word of %s, asked at %s by the clock of who asked:"
                .formatted(
                        lastBlock,
                        trust.channel(),
                        String.join(" and ", endorsers.stream().map(Words::name).toList()),
                        asked));
        for (Endorser endorser : endorsers) {
            if (!endorser.wasValidAt(now)) {
                holds.add("The certificate of %s was valid then and has expired since.".formatted(name(endorser)));
            }
        }
    }

    private static String name(Endorser endorser) {
        return endorser.organisation() + " ("
                + endorser.certificate().getSubjectX500Principal().getName() + ")";
    }

    private static String subject(List<String> question) {
        return (question.getFirst().equals("readVoucher") ? "Voucher " : "Receivable ") + question.get(1);
    }

    void absent(List<String> question) {
        holds.add("%s does not stand on the ledger. Nothing is ever deleted there, so it never did before."
                .formatted(subject(question)));
    }

    void present(List<String> question, Fields object, EndorsedRead.Place written) {
        holds.add("%s stands as %s in version %d, written last by transaction %d of block %d."
                .formatted(
                        subject(question),
                        object.text("state"),
                        object.number("version"),
                        written.transaction(),
                        written.block()));
    }

    void transaction(String id) {
        holds.add("The peers found that transaction valid: %s.".formatted(id));
    }

    void act(Act act) {
        holds.add("It carried the act %s: %s on %s, business date %s, prepared at %s."
                .formatted(
                        act.hash(),
                        act.type(),
                        act.fields().text("subject"),
                        act.fields().text("businessDate"),
                        act.fields().text("preparedAt")));
        for (int i = 0; i < act.rows().size(); i++) {
            int number = i + 1;
            act.rows().get(i).ifPresent(row -> holds.add("Row %d of the act, opened: %s".formatted(number, row)));
        }
        long closed = act.rows().stream().filter(Optional::isEmpty).count();
        if (closed > 0) {
            open.add("What the closed rows of the act say: %d of %d."
                    .formatted(closed, act.rows().size()));
        }
    }

    void signer(Act act, int position, Fields key) {
        holds.add(
                "%s %s has signed it (%s) with key %s, which stands as %s now; when the act was taken, it was active and its own, as both found."
                        .formatted(
                                position == 0 ? "Its actor" : "The consenting party",
                                act.parties().get(position),
                                key.text("algorithm"),
                                act.keys().get(position),
                                key.text("state")));
    }

    void terms(Fields terms, String text) {
        holds.add("Its terms, opened: " + text);
        if (terms.has("holder")) {
            terms.valueOrNull("lock")
                    .map(Fields::of)
                    .ifPresentOrElse(
                            lock -> holds.add("It is locked for bank %s until %s, unless that time has passed."
                                    .formatted(lock.text("bank"), lock.text("until"))),
                            () -> holds.add("No lock stands on it."));
        }
    }

    Verdict proved(boolean nonceWasCompared) {
        open.add("What has happened after block %d.".formatted(lastBlock));
        open.add("Which enterprises stand behind the ids: the city keeps that register.");
        if (!nonceWasCompared) {
            open.add("That this answers your question and is not an older answer: you have given no nonce.");
        }
        if (!trust.note().isEmpty()) {
            open.add("Mind what your trust bundle says of its network: " + trust.note());
        }
        return new Verdict.Proved(holds, open);
    }
}
