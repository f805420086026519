package scf.platform.signing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import scf.contract.Bytes;

/// The last act of every call: the answer is signed, and a call that may have changed something leaves its receipt.
@Component
class Answering {

    static final String RECEIPT = "Scf-Receipt";

    private final PlatformKeys keys;
    private final Receipts receipts;
    private final RateLimits limits;
    private final Clock clock;

    Answering(PlatformKeys keys, Receipts receipts, RateLimits limits, Clock clock) {
        this.keys = keys;
        this.receipts = receipts;
        this.limits = limits;
        this.clock = clock;
    }

    /// Signs what the buffer holds, once. In a running transaction the receipt is part of it.
    void seal(Exchange exchange, BufferedResponse response) {
        if (exchange.isSealed()) {
            return;
        }
        exchange.admitted().ifPresent(caller -> {
            response.setHeader("RateLimit-Policy", limits.policies());
            response.setHeader("RateLimit", caller.allowance().header());
        });
        UUID id = exchange.leavesReceipt() ? UUID.randomUUID() : null;
        if (id != null) {
            response.setHeader(RECEIPT, id.toString());
        }
        var answer = new ResponseMessage(response.getStatus(), response.fields(), response.body());
        var key = keys.of(exchange.suite());
        Bytes base = ResponseProfile.sign(answer, exchange.request(), key, clock.instant());
        for (String name : List.of("Content-Digest", "Signature-Input", "Signature")) {
            answer.fields().combined(name.toLowerCase(Locale.ROOT)).ifPresent(value -> response.setHeader(name, value));
        }
        if (id != null) {
            receipts.append(receipt(id, exchange, answer, base, key));
        }
        exchange.sealed();
    }

    private static Receipt receipt(
            UUID id, Exchange exchange, ResponseMessage answer, Bytes responseBase, MessageKey ours) {
        var admitted = exchange.admitted().orElseThrow();
        return new Receipt(
                id,
                admitted.caller().party(),
                admitted.verified().key(),
                exchange.request(),
                bytes(exchange.requestLine() + exchange.request().fields().head()),
                admitted.verified().base(),
                exchange.receivedAt(),
                answer,
                bytes("HTTP/1.1 " + answer.status() + "\r\n" + answer.fields().head()),
                responseBase,
                ours.kid().value());
    }

    private static Bytes bytes(String head) {
        return Bytes.of(head.getBytes(StandardCharsets.ISO_8859_1));
    }
}
