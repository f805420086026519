package scf.platform.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import scf.contract.Bytes;

/// `Content-Digest` (RFC 9530): the signature covers this field, the field covers the body.
///
/// `sha-256` and `sha-512` are registered; `sm3` is ours, for the GM suite, in the same dictionary.
final class ContentDigest {

    private ContentDigest() {}

    /// What the field says about a body.
    enum Checking {
        MATCHES,
        UNREADABLE,

        /// None of the algorithms that count in this suite; others, such as the broken `md5`, prove nothing.
        NO_KNOWN_ALGORITHM,

        /// At least one known digest is that of another body: also when another one is right.
        OTHER_BODY
    }

    static String of(String algorithm, Bytes body) {
        return algorithm + "=:" + Base64.getEncoder().encodeToString(digest(algorithm, body)) + ":";
    }

    /// Every known digest must match, and one of those wanted must be there.
    static Checking check(List<String> lines, Bytes body, List<String> wanted) {
        Map<String, ListElement<?>> members;
        try {
            members = new Parser(lines).parseDictionary().get();
        } catch (ParseException e) {
            return Checking.UNREADABLE;
        }
        boolean counts = false;
        for (var member : members.entrySet()) {
            if (!(member.getValue() instanceof ByteSequenceItem given)) {
                return Checking.UNREADABLE;
            }
            if (!isKnown(member.getKey())) {
                continue;
            }
            byte[] told = new byte[given.get().remaining()];
            given.get().duplicate().get(told);
            if (!MessageDigest.isEqual(told, digest(member.getKey(), body))) {
                return Checking.OTHER_BODY;
            }
            counts |= wanted.contains(member.getKey());
        }
        return counts ? Checking.MATCHES : Checking.NO_KNOWN_ALGORITHM;
    }

    private static boolean isKnown(String algorithm) {
        return List.of("sha-256", "sha-512", "sm3").contains(algorithm);
    }

    private static byte[] digest(String algorithm, Bytes body) {
        byte[] content = body.toArray();
        if (algorithm.equals("sm3")) {
            var sm3 = new SM3Digest();
            byte[] digest = new byte[sm3.getDigestSize()];
            sm3.update(content, 0, content.length);
            sm3.doFinal(digest, 0);
            return digest;
        }
        try {
            return MessageDigest.getInstance(algorithm.equals("sha-512") ? "SHA-512" : "SHA-256")
                    .digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-2", e);
        }
    }
}
