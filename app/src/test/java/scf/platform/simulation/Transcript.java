package scf.platform.simulation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/// Every exchange that was answered, as the caller saw it: one JSON object in a line, written once the answer's
/// signature had been checked. The auditor believes nothing else of what parties say.
final class Transcript implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final BufferedWriter lines;
    private long count;

    Transcript(Path file) {
        this.file = file;
        try {
            this.lines = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    /// @param probe whether the caller expected to be refused
    @SuppressWarnings("ArrayRecordComponent")
    record Exchange(
            Party party,
            String method,
            String target,
            @Nullable String key,
            byte @Nullable [] request,
            int status,
            String answer,
            boolean probe) {}

    synchronized void write(Exchange exchange, LocalDate businessDate) {
        var line = JSON.createObjectNode();
        int query = exchange.target().indexOf('?');
        line.put("n", ++count);
        line.put("party", exchange.party().id());
        line.put("kind", exchange.party().kind().name());
        line.put("method", exchange.method());
        line.put("path", query < 0 ? exchange.target() : exchange.target().substring(0, query));
        line.put("query", query < 0 ? "" : exchange.target().substring(query + 1));
        line.put("key", exchange.key());
        line.put("status", exchange.status());
        line.put("businessDate", businessDate.toString());
        line.set("request", read(exchange.request()));
        line.set("answer", read(exchange.answer().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        line.put("probe", exchange.probe());
        try {
            lines.write(JSON.writeValueAsString(line));
            lines.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(byte @Nullable [] body) {
        try {
            return body == null || body.length == 0 ? NullNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException notJson) {
            return NullNode.getInstance();
        }
    }

    synchronized void flush() {
        try {
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
