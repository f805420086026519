package scf.chaincode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import scf.contract.ActHeader;
import scf.contract.ActType;
import scf.contract.Bytes;
import scf.contract.Digest;
import scf.contract.Row;
import scf.contract.SignedAct;

/// Puts acts together as an enterprise's own system does: salts, commitments, header, signature.
record TestAct(ActType type, long version, String actor, String kid, TestKey key, Instant now, String businessDate) {

    SignedAct of(Row row) {
        var signatures = new BouncyCastleSignatures();
        var digest = key.algorithm().digest();
        var salt = signatures.digest(Digest.SHA_256, Bytes.utf8(type + row.subject()));
        var preparedAt = now.truncatedTo(ChronoUnit.SECONDS);
        var header = new ActHeader(
                        TestPeer.CHANNEL,
                        type,
                        row.subject(),
                        version,
                        actor,
                        kid,
                        preparedAt,
                        preparedAt.plus(Duration.ofHours(1)),
                        LocalDate.parse(businessDate),
                        digest,
                        List.of(signatures.digest(digest, salt.plus(row.bytes()))))
                .bytes();
        return new SignedAct(header, List.of(row.bytes()), List.of(salt), key.sign(header));
    }
}
