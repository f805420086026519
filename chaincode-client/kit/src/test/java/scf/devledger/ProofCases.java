package scf.devledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import scf.contract.Bytes;
import scf.verify.Verdict;

/// Every file that the verifier has judged here, with its verdict: `docs/api/examples/run.sh` puts them before the one
/// in Node, and the two must agree.
final class ProofCases {

    private final Path file;
    private final String trust;

    ProofCases(String ledger, String trust) {
        this.file = Path.of("target/proof-cases", ledger + ".jsonl");
        this.trust = trust;
    }

    void begin() throws IOException {
        Files.deleteIfExists(file);
    }

    void keep(String what, byte[] proof, Bytes nonce, Verdict verdict) {
        String line = "{\"what\":" + quoted(what) + ",\"trust\":" + quoted(trust) + ",\"nonce\":" + quoted(nonce.hex())
                + ",\"proof\":" + quoted(new String(proof, StandardCharsets.UTF_8)) + ",\"verdict\":"
                + quoted(inWords(verdict)) + "}\n";
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first sentence tells times and names as each language spells them; the others must be the same.
    private static String inWords(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Proved proved ->
                "PROVED"
                        + proved.holds().stream()
                                .skip(1)
                                .map(line -> "\n" + line)
                                .collect(Collectors.joining());
            case Verdict.Refused refused -> refused.reason().name();
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
