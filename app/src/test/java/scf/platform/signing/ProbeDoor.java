package scf.platform.signing;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import scf.schema.ids.LoanId;

/// A door with nothing behind it but one table: what the signed door does to every door can be seen on it.
@TestComponent
@RestController
class ProbeDoor {

    private final DSLContext sql;
    private final AtomicInteger collisions = new AtomicInteger();

    ProbeDoor(DSLContext sql) {
        this.sql = sql;
        sql.execute("create table public.notes (id int generated always as identity, words text not null)");
    }

    record Part(String name) {}

    record Note(
            String words, @Nullable Integer times, @Nullable List<Part> parts) {}

    record Written(int id, String words, String by) {}

    int written(String words) {
        return sql.fetchCount(org.jooq.impl.DSL.table("public.notes"), org.jooq.impl.DSL.condition("words = ?", words));
    }

    @GetMapping("/v1/notes")
    Page<String> notes(Caller caller, Paging paging) {
        return paging.page(
                java.util.stream.IntStream.range(0, paging.limit() + 1)
                        .mapToObj(Integer::toString)
                        .toList(),
                one -> new Position(java.time.Instant.EPOCH, one));
    }

    @GetMapping("/v1/notes/{id}")
    Written note(@PathVariable LoanId id, Caller caller) {
        throw Problem.notFound();
    }

    @DeleteMapping("/v1/notes/{id}")
    ResponseEntity<Void> delete(@PathVariable int id, Caller caller) {
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/v1/notes")
    ResponseEntity<Written> write(@RequestBody Note note, Caller caller) throws InterruptedException {
        int id = sql.fetchSingle("insert into public.notes (words) values (?) returning id", note.words())
                .get(0, Integer.class);
        switch (note.words()) {
            case "refused" -> throw Problem.refused(422, "refused", "Refused", "After it had written.");
            case "broken" -> throw new IllegalStateException("a secret of ours");
            case "meets another twice" -> meet(2);
            case "meets another always" -> meet(Integer.MAX_VALUE);
            case "slowly" -> Thread.sleep(300);
            case "very slowly" -> Thread.sleep(7_000);
            default -> {}
        }
        return ResponseEntity.created(URI.create("/v1/notes/" + id)).body(new Written(id, note.words(), caller.user()));
    }

    private void meet(int times) {
        if (collisions.getAndIncrement() < times) {
            throw new CannotAcquireLockException("deadlock detected");
        }
    }
}
