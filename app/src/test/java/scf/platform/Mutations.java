package scf.platform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What strangers, broken software and broken lines make of bytes that were sound.
public final class Mutations {

    private static final List<String> TOKENS = List.of(
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
            "&b;",
            "&#0;",
            "&#x110000;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "<?x ?>",
            "<a>".repeat(60),
            "</EInvoice>",
            " xmlns=\"\"",
            " a=\"1\"".repeat(40),
            "1E999999999",
            "-0.00",
            "NaN",
            "99999999999999999999999999",
            "9".repeat(400),
            "9223372036854775807",
            "-9223372036854775808",
            "2026-02-30",
            "0000-00-00",
            "９９９",
            "А",
            "\u0000",
            "\uFEFF",
            "\uD83D\uDE00",
            "\u202E",
            "\"",
            "\"\"",
            "'",
            ",",
            ";",
            "\t",
            "\r\n\r\n",
            "\\u0000",
            "{\"a\":",
            "[[[[[[[[[[",
            "null",
            "true",
            "=cmd|' /C calc'!A0",
            "../../etc/passwd",
            "%00",
            ":",
            "?",
            "sha-256=:AAAA:",
            ";created=1;expires=99999999999999",
            "sig1=()",
            "(\"@method\" \"@target-uri\")");

    private Mutations() {}

    /// One to four of them, one upon the other.
    public static byte[] of(byte[] sound, Random random) {
        byte[] bytes = sound;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return token(random);
        }
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(200, bytes.length - at));
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes, at, random);
            case 1 -> joined(bytes, at, at + length, new byte[0]);
            case 2 -> joined(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            case 3 -> joined(bytes, at, at, token(random));
            case 4 -> joined(bytes, at, at + length, token(random));
            case 5 -> Arrays.copyOf(bytes, at);
            case 6 -> joined(bytes, at, at, noise(random, 1 + random.nextInt(16)));
            case 7 -> digitsChanged(bytes, random);
            default -> repeated(bytes, at, length, random);
        };
    }

    private static byte[] token(Random random) {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    /// Numbers, dates and amounts that are still some.
    private static byte[] digitsChanged(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] >= '0' && copy[i] <= '9' && random.nextInt(20) == 0) {
                copy[i] = (byte) ('0' + random.nextInt(10));
            }
        }
        return copy;
    }

    private static byte[] repeated(byte[] bytes, int at, int length, Random random) {
        var all = new ByteArrayOutputStream();
        byte[] part = Arrays.copyOfRange(bytes, at, at + length);
        for (int i = random.nextInt(300); i > 0; i--) {
            all.writeBytes(part);
        }
        return joined(bytes, at, at, all.toByteArray());
    }

    private static byte[] joined(byte[] bytes, int to, int from, byte[] between) {
        var all = new ByteArrayOutputStream(bytes.length + between.length);
        all.write(bytes, 0, to);
        all.writeBytes(between);
        all.write(bytes, from, bytes.length - from);
        return all.toByteArray();
    }
}
