package scf.platform.signing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.platform.Mutations;

/// Sends requests whose signature was sound before something happened to it, byte by byte over a socket: what no client
/// library would let through is what an attacker sends first.
public final class SignatureFuzz {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    /// Each thread keeps a line of its own open.
    private static final ThreadLocal<@Nullable Socket> LINE = new ThreadLocal<>();

    private final List<Correspondent> banks;
    private final URI base;

    /// A request as it was sent, and the status of its answer; 0 where the line was cut without one.
    public record Shot(int status, Bytes sent, String answer) {}

    private SignatureFuzz(List<Correspondent> banks, URI base) {
        this.banks = banks;
        this.base = base;
    }

    public static SignatureFuzz of(DSLContext sql, String base) {
        var http = HttpClient.newHttpClient();
        var banks = new ArrayList<Correspondent>();
        for (var algorithm : List.of(Algorithm.ED25519, Algorithm.ECDSA_P256_SHA256, Algorithm.SM2_SM3)) {
            banks.add(Correspondent.with(algorithm, sql, http, base));
        }
        return new SignatureFuzz(banks, URI.create(base));
    }

    public Shot once(Random random) {
        var bank = banks.get(random.nextInt(banks.size()));
        boolean writes = random.nextBoolean();
        byte[] body = "{\"voucherNo\":\"V1\",\"product\":\"RECEIVABLES_PLEDGE_LOAN\",\"bankIds\":[]}"
                .getBytes(StandardCharsets.UTF_8);
        var request = bank.client()
                .sign(
                        writes ? "POST" : "GET",
                        "/v1/financing-requests",
                        writes
                                ? Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "Idempotency-Key",
                                        UUID.randomUUID().toString())
                                : Map.of(),
                        writes ? body : null);
        byte[] raw = written(request, random);
        return shoot(raw);
    }

    /// As HTTP/1.1, with damage to one field or several, to the target or to the body.
    private byte[] written(RequestMessage request, Random random) {
        var out = new ByteArrayOutputStream();
        String target = URI.create(request.targetUri()).getRawPath();
        text(
                out,
                request.method() + " " + (random.nextInt(15) == 0 ? oneLine(target, random) : target)
                        + " HTTP/1.1\r\n");
        text(out, "Host: " + base.getAuthority() + "\r\n");
        var fields = new ArrayList<Map.Entry<String, String>>();
        request.fields().forEach((name, value) -> fields.add(Map.entry(name, value)));
        int damaged = random.nextInt(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).getKey();
            String value = fields.get(i).getValue();
            boolean ofSignature = name.toLowerCase(Locale.ROOT).startsWith("sig")
                    || name.toLowerCase(Locale.ROOT).startsWith("content-digest");
            if (i == damaged || (ofSignature && random.nextInt(3) == 0)) {
                value = random.nextInt(12) == 0 ? "" : oneLine(value, random);
            }
            if (random.nextInt(60) != 0) {
                text(out, name + ": " + value + "\r\n");
            }
            if (random.nextInt(60) == 0) {
                text(out, name + ": " + oneLine(value, random) + "\r\n");
            }
        }
        byte[] body = request.body().toArray();
        if (body.length > 0 && random.nextInt(6) == 0) {
            body = Mutations.of(body, random);
        }
        if (request.hasBody()) {
            text(out, "Content-Length: " + body.length + "\r\n");
        }
        text(out, "\r\n");
        if (request.hasBody()) {
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    /// Damage that leaves the line a line, mostly.
    private static String oneLine(String value, Random random) {
        String damaged = new String(
                Mutations.of(value.getBytes(StandardCharsets.ISO_8859_1), random), StandardCharsets.ISO_8859_1);
        String kept = random.nextInt(20) == 0 ? damaged : damaged.replaceAll("[\\r\\n\\x00]", "");
        return kept.substring(0, Math.min(kept.length(), 4_000));
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Over a line that is kept open; where the server has hung up, over a new one.
    private Shot shoot(byte[] raw) {
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                var socket = open();
                socket.getOutputStream().write(raw);
                socket.getOutputStream().flush();
                String answer = answer(socket);
                if (!answer.isEmpty()) {
                    return new Shot(Integer.parseInt(answer.substring(9, 12)), Bytes.of(raw), answer);
                }
            } catch (SocketTimeoutException e) {
                throw new UncheckedIOException("no answer within a minute", e);
            } catch (IOException _) {
                // The server has hung up: on a request that it could not even read, or on an idle line.
            }
            hangUp();
        }
        return new Shot(0, Bytes.of(raw), "");
    }

    private Socket open() throws IOException {
        var socket = LINE.get();
        if (socket == null) {
            socket = new Socket(base.getHost(), base.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            LINE.set(socket);
        }
        return socket;
    }

    private static void hangUp() {
        var socket = LINE.get();
        LINE.remove();
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException _) {
            // It is closed, one way or the other.
        }
    }

    private static String answer(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.append((char) c);
        }
        var length = LENGTH.matcher(head);
        boolean known = length.find();
        byte[] body = known ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
        if (!known || head.toString().toLowerCase(Locale.ROOT).contains("connection: close")) {
            hangUp();
        }
        return head + new String(body, StandardCharsets.UTF_8);
    }
}
