package scf.platform.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;
import scf.platform.signing.MessageKey;
import scf.platform.signing.SignedClient;
import scf.schema.ids.KeyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Plays a party of the practice city as its own system would: over HTTP, signed, knowing nothing but the public doors.
///
/// Each call is written down before it is sent and its answer when it came ([Notebook]). What was answered is not sent
/// again; what was only written down is sent again, byte for byte, under the same Idempotency-Key.
final class Player {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PAUSE_MILLIS = 50;

    /// Longer than the longest pause of the relay and the try after it: who looks on while a ledger comes back sees
    /// it come back.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, SignedClient> clients = new HashMap<>();
    private final Notebook notebook;
    private final Clock clock;
    private final Cast cast;

    Player(Notebook notebook, Clock clock, Cast cast) {
        this.notebook = notebook;
        this.clock = clock;
        this.cast = cast;
    }

    /// A JSON call of a party, by its first person.
    Answer post(PracticeParty party, String name, String path, Object body) {
        return post(party, party.person(), name, path, body);
    }

    Answer post(PracticeParty party, String user, String name, String path, Object body) {
        return call(party, user, name, "POST", path, "application/json", JSON.writeValueAsString(body));
    }

    /// A document that is JSON already.
    Answer postJson(PracticeParty party, String name, String path, String json) {
        return call(party, party.person(), name, "POST", path, "application/json", json);
    }

    Answer postXml(PracticeParty party, String name, String path, String xml) {
        return call(party, party.person(), name, "POST", path, "application/xml", xml);
    }

    private Answer call(
            PracticeParty party, String user, String name, String method, String path, String type, String body) {
        Call call = notebook.note(new Call(name, party.name(), method, path, type, Bytes.utf8(body), null));
        if (call.answer() != null) {
            return call.answer();
        }
        Bytes noted = call.body();
        if (noted == null) {
            throw new IllegalStateException("The call " + name + " was noted without its body");
        }
        Answer answer = untilAnswered(() -> client(party, user)
                .call(
                        call.method(),
                        call.path(),
                        Map.of("Content-Type", type, "Idempotency-Key", "\"practice-" + name + "\""),
                        noted.toArray()));
        if (!answer.accepted()) {
            throw new IllegalStateException(party.name() + " was refused: " + method + " " + path + " → "
                    + answer.status() + " " + answer.body());
        }
        notebook.answered(call, answer);
        return answer;
    }

    JsonNode get(PracticeParty party, String path) {
        Answer answer = untilAnswered(() -> client(party, party.person()).get(path));
        if (!answer.accepted()) {
            throw new IllegalStateException(party.name() + " may not read " + path + ": " + answer.body());
        }
        return answer.json();
    }

    /// Prepares a step, has it signed with the party's act key, and carries it back through the door.
    ///
    /// @param user who makes the second call; the checker, where maker and checker must be two
    /// @return where the act stands on the ledger
    ActOnLedger act(PracticeParty party, String user, String name, String path, Object wish, @Nullable Object more) {
        Answer prepared = post(party, party.person(), name + "-prepare", path + "/prepare", wish);
        ObjectNode body = more == null ? JSON.createObjectNode() : JSON.valueToTree(more);
        body.set("act", signed(prepared.json(), party.actKey()));
        Answer answer = post(party, user, name, path, body);
        return new ActOnLedger(answer, committed(party, prepared.text("/hash")));
    }

    ActOnLedger act(PracticeParty party, String name, String path, Object wish, @Nullable Object more) {
        return act(party, party.person(), name, path, wish, more);
    }

    private static ObjectNode signed(JsonNode prepared, MessageKey key) {
        Bytes header = Bytes.ofBase64(prepared.path("header").asString());
        ObjectNode act = JSON.createObjectNode();
        act.set("header", prepared.path("header"));
        act.set("rows", prepared.path("rows"));
        act.set("salts", prepared.path("salts"));
        act.put("signature", key.sign(header).base64());
        return act;
    }

    /// Waits until the ledger holds the act, and answers the transaction that brought it there.
    private String committed(PracticeParty party, String hash) {
        long end = endOfPatience();
        while (System.nanoTime() < end) {
            JsonNode act = get(party, "/v1/acts/" + hash);
            switch (act.path("state").asString()) {
                case "COMMITTED" -> {
                    return act.path("transactionId").asString();
                }
                case "REFUSED" -> throw new IllegalStateException("The ledger refused the act " + act);
                default -> pause();
            }
        }
        throw new IllegalStateException("The ledger has not taken the act " + hash);
    }

    /// Moves the city's business date, unless it stands there already.
    void moveBusinessDate(LocalDate to) {
        var request = HttpRequest.newBuilder(cast.baseUrl().resolve("/practice/business-date"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"businessDate\":\"" + to + "\"}"))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean thereAlready = answer.statusCode() == 422 && answer.body().contains("business_date_not_after");
            if (answer.statusCode() != 200 && !thereAlready) {
                throw new IllegalStateException("The business date did not move: " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The player was told to stop", e);
        }
    }

    /// Reads until what is read is as it should be.
    JsonNode await(PracticeParty party, String path, Predicate<JsonNode> asItShouldBe) {
        JsonNode read = get(party, path);
        long end = endOfPatience();
        while (System.nanoTime() < end && !asItShouldBe.test(read)) {
            pause();
            read = get(party, path);
        }
        if (!asItShouldBe.test(read)) {
            throw new IllegalStateException(path + " stays " + read);
        }
        return read;
    }

    private SignedClient client(PracticeParty party, String user) {
        return clients.computeIfAbsent(party.name() + "/" + user, _ -> {
            PracticeKey key = party.httpKey(user);
            return SignedClient.of(http, cast.baseUrl(), party.enterpriseId(), key.secret(), clock);
        });
    }

    /// A door may be busy, and right after the start it may not be open: the same call is made again until it is
    /// answered.
    private static Answer untilAnswered(Knock knock) {
        RuntimeException last = null;
        long end = endOfPatience();
        while (System.nanoTime() < end) {
            try {
                SignedClient.Answer heard = knock.knock();
                var answer = new Answer(
                        heard.status(),
                        new String(heard.body().toArray(), StandardCharsets.UTF_8),
                        heard.header("location").orElse(null));
                if (!answer.worthAnotherTry()) {
                    return answer;
                }
                last = new IllegalStateException("busy: " + answer.body());
            } catch (UncheckedIOException e) {
                last = e;
            }
            pause();
        }
        throw new IllegalStateException("No answer within " + PATIENCE, last);
    }

    @FunctionalInterface
    private interface Knock {
        SignedClient.Answer knock();
    }

    private static long endOfPatience() {
        return System.nanoTime() + PATIENCE.toNanos();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The player was told to stop", e);
        }
    }

    static KeyId kid(String party, String purpose) {
        return new KeyId("practice." + party + "." + purpose);
    }

    /// An act that the ledger holds.
    record ActOnLedger(Answer answer, String transactionId) {}
}
