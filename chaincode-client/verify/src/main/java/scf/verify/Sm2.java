package scf.verify;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// SM3 (GB/T 32905) and the verification of SM2 signatures (GB/T 32918.2), which the JDK does not have. Only public
/// values pass through here, so it is written to be read and not to hide how long it takes.
final class Sm2 {

    private static final BigInteger P = hex("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF");
    private static final BigInteger A = P.subtract(BigInteger.valueOf(3));
    private static final BigInteger B = hex("28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93");
    private static final BigInteger N = hex("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123");
    private static final Point G = new Point(
            hex("32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"),
            hex("BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"));

    /// The signer's identifier of GM/T 0009 behind its length in bits, 128: mixed into what is hashed.
    private static final Octets LENGTH_AND_IDENTIFIER =
            Octets.of("\0\u00801234567812345678".getBytes(StandardCharsets.ISO_8859_1));

    private static final int COORDINATE = 32;

    private record Point(BigInteger x, BigInteger y) {}

    private Sm2() {}

    /// @param point the key as `x ‖ y`
    /// @param signature `r ‖ s`, 64 bytes
    static boolean verify(Octets point, Octets message, Octets signature) {
        if (signature.size() != 2 * COORDINATE || point.size() != 2 * COORDINATE) {
            return false;
        }
        var key = new Point(number(point, 0), number(point, COORDINATE));
        BigInteger r = number(signature, 0);
        BigInteger s = number(signature, COORDINATE);
        BigInteger t = r.add(s).mod(N);
        if (!isOnCurve(key) || !isBelowOrder(r) || !isBelowOrder(s) || t.signum() == 0) {
            return false;
        }
        BigInteger e = number(sm3(Octets.joined(sm3(identity(key)), message)), 0);
        return sum(times(s, G), times(t, Optional.of(key)))
                .map(sum -> e.add(sum.x()).mod(N).equals(r))
                .orElse(false);
    }

    private static boolean isBelowOrder(BigInteger number) {
        return number.signum() > 0 && number.compareTo(N) < 0;
    }

    private static boolean isOnCurve(Point q) {
        return q.x().compareTo(P) < 0
                && q.y().compareTo(P) < 0
                && q.y().pow(2)
                                .subtract(q.x().pow(3))
                                .subtract(A.multiply(q.x()))
                                .subtract(B)
                                .mod(P)
                                .signum()
                        == 0;
    }

    private static Octets identity(Point key) {
        return Octets.joined(
                LENGTH_AND_IDENTIFIER, bytes(A), bytes(B), bytes(G.x()), bytes(G.y()), bytes(key.x()), bytes(key.y()));
    }

    private static Optional<Point> times(BigInteger factor, Point point) {
        return times(factor, Optional.of(point));
    }

    private static Optional<Point> times(BigInteger factor, Optional<Point> point) {
        Optional<Point> product = Optional.empty();
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            product = sum(product, product);
            if (factor.testBit(bit)) {
                product = sum(product, point);
            }
        }
        return product;
    }

    /// Empty is the point at infinity.
    private static Optional<Point> sum(Optional<Point> one, Optional<Point> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        Point p = one.get();
        Point q = other.get();
        BigInteger slope;
        if (!p.x().equals(q.x())) {
            slope = q.y().subtract(p.y()).multiply(q.x().subtract(p.x()).modInverse(P));
        } else if (p.y().equals(q.y()) && p.y().signum() != 0) {
            slope = p.x().pow(2)
                    .multiply(BigInteger.valueOf(3))
                    .add(A)
                    .multiply(p.y().shiftLeft(1).modInverse(P));
        } else {
            return Optional.empty();
        }
        BigInteger x = slope.pow(2).subtract(p.x()).subtract(q.x()).mod(P);
        return Optional.of(
                new Point(x, slope.multiply(p.x().subtract(x)).subtract(p.y()).mod(P)));
    }

    // --- SM3

    static Octets sm3(Octets message) {
        int size = message.size();
        byte[] padded = Arrays.copyOf(message.toArray(), (size + 8) / 64 * 64 + 64);
        padded[size] = (byte) 0x80;
        ByteBuffer.wrap(padded).putLong(padded.length - 8, size * 8L);
        int[] digest = {0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e};
        for (int block = 0; block < padded.length; block += 64) {
            compress(digest, expanded(ByteBuffer.wrap(padded, block, 64)));
        }
        var out = ByteBuffer.allocate(32);
        for (int word : digest) {
            out.putInt(word);
        }
        return Octets.of(out.array());
    }

    private static int[] expanded(ByteBuffer block) {
        int[] w = new int[68];
        for (int j = 0; j < 16; j++) {
            w[j] = block.getInt();
        }
        for (int j = 16; j < 68; j++) {
            int x = w[j - 16] ^ w[j - 9] ^ Integer.rotateLeft(w[j - 3], 15);
            w[j] = x
                    ^ Integer.rotateLeft(x, 15)
                    ^ Integer.rotateLeft(x, 23)
                    ^ Integer.rotateLeft(w[j - 13], 7)
                    ^ w[j - 6];
        }
        return w;
    }

    private static void compress(int[] digest, int[] w) {
        int[] v = digest.clone();
        for (int j = 0; j < 64; j++) {
            boolean early = j < 16;
            int a12 = Integer.rotateLeft(v[0], 12);
            int ss1 = Integer.rotateLeft(a12 + v[4] + Integer.rotateLeft(early ? 0x79cc4519 : 0x7a879d8a, j), 7);
            int ff = early ? v[0] ^ v[1] ^ v[2] : (v[0] & v[1]) | (v[0] & v[2]) | (v[1] & v[2]);
            int gg = early ? v[4] ^ v[5] ^ v[6] : (v[4] & v[5]) | (~v[4] & v[6]);
            int tt1 = ff + v[3] + (ss1 ^ a12) + (w[j] ^ w[j + 4]);
            int tt2 = gg + v[7] + ss1 + w[j];
            v = new int[] {
                tt1,
                v[0],
                Integer.rotateLeft(v[1], 9),
                v[2],
                tt2 ^ Integer.rotateLeft(tt2, 9) ^ Integer.rotateLeft(tt2, 17),
                v[4],
                Integer.rotateLeft(v[5], 19),
                v[6]
            };
        }
        for (int i = 0; i < digest.length; i++) {
            digest[i] ^= v[i];
        }
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }

    private static BigInteger number(Octets bytes, int from) {
        return new BigInteger(1, bytes.part(from, from + COORDINATE).toArray());
    }

    private static Octets bytes(BigInteger number) {
        byte[] all = number.toByteArray();
        byte[] out = new byte[COORDINATE];
        int length = Math.min(all.length, COORDINATE);
        System.arraycopy(all, all.length - length, out, COORDINATE - length, length);
        return Octets.of(out);
    }
}
