package scf.platform.simulation;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scf.platform.LiveTown;
import scf.platform.signing.SignedClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where a party's calls leave: signed, under a key of its own each, and sent again under that key until they are
/// answered, as the documentation asks of every client.
///
/// Now and then a call is sent by two at the same moment, or once more long after its answer: it has to be answered
/// the same.
final class Desk {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 800;
    private static final int ONE_TWIN_IN = 60;
    private static final int ONE_REPEAT_IN = 80;
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(401, 429, 502, 503, 504);
    /// An accident may befall a platform that is just being stopped, and no other.
    private static final int MOST_ACCIDENTS = 3;

    private final Stage stage;
    private final Party party;
    private final SplittableRandom random;

    Desk(Stage stage, Party party, SplittableRandom random) {
        this.stage = stage;
        this.party = party;
        this.random = random;
    }

    /// A call as it is sent, however often.
    @SuppressWarnings("ArrayRecordComponent")
    private record Call(
            SignedClient client,
            String method,
            String target,
            @Nullable String key,
            Map<String, String> headers,
            byte @Nullable [] body,
            boolean probe) {}

    /// A step that was prepared, signed and taken, and of which the ledger has not been heard yet.
    record Told(String hash, JsonNode prepared, JsonNode answer) {}

    Optional<JsonNode> write(String path, Object body) {
        return accepted(post(party.maker(), path, body, false));
    }

    Optional<JsonNode> writeAsChecker(String path, Object body) {
        return accepted(post(party.checker(), path, body, false));
    }

    Optional<JsonNode> patch(String path, Object body) {
        return accepted(send(json(party.maker(), "PATCH", path, body, false)));
    }

    /// A file as it is.
    Optional<JsonNode> hand(String path, String type, String content) {
        return accepted(send(call(party.maker(), "POST", path, type, content.getBytes(StandardCharsets.UTF_8), false)));
    }

    Optional<JsonNode> read(String target) {
        return accepted(send(new Call(party.maker(), "GET", target, null, Map.of(), null, false)));
    }

    /// Asks for what is probably none of the party's business.
    void probe(String target) {
        var _ = send(new Call(party.maker(), "GET", target, null, Map.of(), null, true));
    }

    void probe(String path, Object body) {
        var _ = post(party.maker(), path, body, true);
    }

    /// Prepares a step, signs it and carries it through the door.
    Optional<Told> act(String path, Object wish, Object more) {
        return act(party.maker(), path, wish, more);
    }

    /// The maker prepares, the checker carries.
    Optional<Told> actByTwo(String path, Object wish, Object more) {
        return act(party.checker(), path, wish, more);
    }

    private Optional<Told> act(SignedClient second, String path, Object wish, Object more) {
        return write(path + "/prepare", wish).flatMap(prepared -> signed(second, path, prepared, more));
    }

    /// A step that somebody means to take.
    record Step(String path, Object wish, Object more) {}

    /// Prepares and signs all of them, and carries them through the door at the same moment.
    ///
    /// @return for each step what was told, nothing where it was refused
    List<Optional<Told>> actsAtOnce(List<Step> steps) {
        record Ready(JsonNode prepared, Call call) {}
        var ready = new ArrayList<Optional<Ready>>();
        for (var step : steps) {
            ready.add(write(step.path() + "/prepare", step.wish()).map(prepared -> {
                var act = LiveTown.signed(prepared, party.act());
                var body = LiveTown.with(step.more(), act);
                return new Ready(prepared, json(party.maker(), "POST", step.path(), body, false));
            }));
        }
        return LiveTown.atOnce(
                ready.size(),
                number -> ready.get(number)
                        .flatMap(one -> accepted(untilAnswered(one.call()))
                                .map(answer ->
                                        new Told(LiveTown.text(one.prepared(), "/hash"), one.prepared(), answer))));
    }

    /// Signs what is there to be signed already.
    Optional<Told> consent(String path, JsonNode prepared) {
        return signed(party.maker(), path, prepared, Map.of());
    }

    /// By the person who has not prepared it. Where others have to sign as well, the ledger hears of it later.
    Optional<Told> consentAsChecker(String path, JsonNode prepared) {
        return signed(party.checker(), path, prepared, Map.of());
    }

    private Optional<Told> signed(SignedClient second, String path, JsonNode prepared, Object more) {
        var act = LiveTown.signed(prepared, party.act());
        return accepted(post(second, path, LiveTown.with(more, act), false))
                .map(answer -> new Told(LiveTown.text(prepared, "/hash"), prepared, answer));
    }

    private Heard post(SignedClient client, String path, Object body, boolean probe) {
        return send(json(client, "POST", path, body, probe));
    }

    private Call json(SignedClient client, String method, String path, Object body, boolean probe) {
        return call(client, method, path, "application/json", JSON.writeValueAsBytes(body), probe);
    }

    private Call call(SignedClient client, String method, String path, String type, byte[] body, boolean probe) {
        // From the seed, like everything else that the party sends.
        String key = new UUID(random.nextLong(), random.nextLong()).toString();
        return new Call(
                client,
                method,
                path,
                key,
                Map.of("Content-Type", type, "Idempotency-Key", "\"" + key + "\""),
                body,
                probe);
    }

    /// What was answered at last.
    private record Heard(int status, String text) {}

    private Heard send(Call call) {
        boolean twin = call.key() != null && random.nextInt(ONE_TWIN_IN) == 0;
        boolean repeat = call.key() != null && random.nextInt(ONE_REPEAT_IN) == 0;
        Heard heard;
        if (twin) {
            heard = LiveTown.atOnce(2, _ -> untilAnswered(call)).getFirst();
        } else {
            heard = untilAnswered(call);
        }
        if (repeat) {
            var _ = untilAnswered(call);
        }
        return heard;
    }

    private Heard untilAnswered(Call call) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int accidents = 0;
        long pause = SHORTEST_PAUSE_MILLIS;
        String last = "nothing";
        while (System.nanoTime() < deadline) {
            stage.counts().call();
            try {
                var answer = call.client().call(call.method(), call.target(), call.headers(), call.body());
                last = answer.status() + " " + answer.text();
                if (answer.status() >= 500 && ++accidents > MOST_ACCIDENTS) {
                    stage.broken(party + " " + call.method() + " " + call.target() + " was answered " + last);
                    return new Heard(answer.status(), answer.text());
                }
                if (answer.status() < 500 && !isWorthAnotherTry(answer)) {
                    return heard(call, answer);
                }
                stage.counts().answeredInVain(answer.status());
            } catch (UncheckedIOException | SignedClient.NotSigned cut) {
                // No answer that can be believed: the call may have been done or not, and is made again.
                last = cut.toString();
                stage.counts().cut();
            }
            stage.pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        throw new IllegalStateException(
                "No answer to " + call.method() + " " + call.target() + " of " + party + "; last: " + last);
    }

    private static boolean isWorthAnotherTry(SignedClient.Answer answer) {
        return WORTH_ANOTHER_TRY.contains(answer.status())
                || (answer.status() == 409 && answer.text().contains("\"still_running\""));
    }

    private Heard heard(Call call, SignedClient.Answer answer) {
        stage.transcript()
                .write(
                        new Transcript.Exchange(
                                party,
                                call.method(),
                                call.target(),
                                call.key(),
                                call.body(),
                                answer.status(),
                                answer.text(),
                                call.probe()),
                        stage.today());
        return new Heard(answer.status(), answer.text());
    }

    private Optional<JsonNode> accepted(Heard heard) {
        if (heard.status() < 300) {
            return Optional.of(JSON.readTree(heard.text()));
        }
        stage.counts()
                .refused(heard.status() + " "
                        + JSON.readTree(heard.text()).path("code").asString());
        return Optional.empty();
    }

    /// Whole units of the currency's minor unit, as they are written.
    static Map<String, String> cny(long fen) {
        return LiveTown.cny("%d.%02d".formatted(fen / 100, fen % 100));
    }

    static long fen(JsonNode amount) {
        return Long.parseLong(amount.path("amount").asString().replace(".", ""));
    }

    static Map<String, Object> body(Object... namesAndValues) {
        var body = new HashMap<String, Object>();
        var parts = List.of(namesAndValues);
        for (int i = 0; i < parts.size(); i += 2) {
            body.put((String) parts.get(i), parts.get(i + 1));
        }
        return body;
    }

    static ObjectNode empty() {
        return JSON.createObjectNode();
    }
}
