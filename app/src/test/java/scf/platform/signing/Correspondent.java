package scf.platform.signing;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import scf.contract.Algorithm;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;

/// A bank with one HTTP key, written straight into the register: how parties come into it is not the door's business.
record Correspondent(EnterpriseId party, MessageKey key, SignedClient client) {

    static Correspondent with(Algorithm algorithm, DSLContext sql, HttpClient http, String base) {
        var party = EnterpriseId.random();
        String mark =
                UUID.randomUUID().toString().replace("-", "").substring(0, 14).toUpperCase(java.util.Locale.ROOT);
        sql.execute("""
                insert into enterprise.enterprises (id, kind, name, scheme, identifier, registered_at)
                values (?, 'BANK', 'A bank', 'LEI', ? , now())
                """, party.value(), lei("9845" + mark));
        var key = MessageKey.draw(new KeyId("key-" + mark), algorithm);
        sql.execute(
                """
                insert into enterprise.keys (kid, owner_id, usage, algorithm, public_key, held_by, status, registrar_id,
                                             registered_at, not_before, not_after)
                values (?, ?, 'HTTP', ?, ?, 'treasury system', 'ACTIVE', ?, now(), now() - interval '1 day',
                        now() + interval '1 year')
                """,
                key.kid().value(),
                party.value(),
                algorithm.wire(),
                key.publicKey().toArray(),
                party.value());
        var client = SignedClient.of(http, URI.create(base), party.toString(), key, Clock.systemUTC());
        return new Correspondent(party, key, client);
    }

    /// Check digits by ISO 17442: the whole, letters as two digits, is 1 modulo 97.
    private static String lei(String body) {
        var digits = new StringBuilder();
        (body + "00").chars().forEach(c -> digits.append(Character.digit(c, 36)));
        int rest = new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue();
        return body + "%02d".formatted(98 - rest);
    }

    /// A write of these words, signed and not yet sent.
    RequestMessage writing(String words) {
        return client.sign(
                "POST",
                "/v1/notes",
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        UUID.randomUUID().toString()),
                body(words));
    }

    static byte[] body(String words) {
        return ("{\"words\":\"" + words + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
