package scf.platform.trade;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A zip from strangers, unpacked into memory and never onto a disk.
///
/// Bytes are counted as they come out, because what a zip says of its own sizes is the first thing that a bomb lies
/// about. A zip within a zip stays one.
///
/// @param names of all files
/// @param wanted the content of those that were asked for
record Zip(Set<String> names, Map<String, byte[]> wanted) {

    private static final String SOURCE = "APPNOTE.TXT, PKWARE";

    /// Below this much a ratio says nothing: a page of spaces packs well.
    private static final long NO_BOMB = 1024L * 1024;

    static boolean is(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    static Zip unpack(byte[] bytes, Predicate<String> wish) {
        var contents = new HashMap<String, byte[]>();
        var names = new LinkedHashSet<String>();
        long unpacked = 0;
        // Names that matter here are plain ASCII; any byte is a character of Latin-1, so no name breaks the reader.
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.ISO_8859_1)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (names.size() >= Limits.MOST_ENTRIES) {
                    throw refused("too_many_files", "more than " + Limits.MOST_ENTRIES + " files in the zip");
                }
                checkPath(name);
                if (!names.add(name)) {
                    throw refused("stands_once", "the zip holds two files of one name");
                }
                byte[] content = content(zip, bytes.length, unpacked);
                unpacked += content.length;
                if (wish.test(name)) {
                    contents.put(name, content);
                }
            }
        } catch (IOException | IllegalArgumentException _) {
            throw refused("zip_broken", "the zip cannot be unpacked");
        }
        if (names.isEmpty()) {
            throw refused("zip_broken", "the zip holds no file");
        }
        return new Zip(names, contents);
    }

    private static byte[] content(ZipInputStream zip, long packed, long before) throws IOException {
        var content = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            content.write(buffer, 0, read);
            long all = before + content.size();
            if (content.size() > Limits.MOST_BYTES_OF_AN_ENTRY || all > Limits.MOST_BYTES_UNPACKED) {
                throw refused("zip_bomb", "the zip unpacks to more than any document has");
            }
            if (all > NO_BOMB && all / Limits.MOST_TIMES_PACKED > packed) {
                throw refused(
                        "zip_bomb", "the zip unpacks to more than " + Limits.MOST_TIMES_PACKED + " times its size");
            }
        }
        return content.toByteArray();
    }

    /// Nothing is written anywhere, so that such a name does no harm here; but whoever writes one means harm.
    private static void checkPath(String name) {
        boolean climbs = name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || name.indexOf('\0') >= 0
                || List.of(name.split("/", -1)).contains("..");
        if (climbs || name.isEmpty() || name.length() > Limits.LONGEST_TEXT) {
            throw refused("path_in_zip", "the zip holds a file whose name leads out of it");
        }
    }

    Optional<byte[]> find(Predicate<String> name) {
        return names.stream()
                .filter(name)
                .filter(wanted::containsKey)
                .findFirst()
                .map(wanted::get);
    }

    byte[] need(String name) {
        byte[] content = wanted.get(name);
        if (content == null) {
            throw new Unacceptable(name, "required", SOURCE, "this file is missing in the zip");
        }
        return content;
    }

    private static Unacceptable refused(String rule, String message) {
        return new Unacceptable("", rule, Values.PAGE, message);
    }
}
