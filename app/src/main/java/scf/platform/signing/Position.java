package scf.platform.signing;

import java.time.Instant;

/// Where a page ended: the last row shown, in the stable order (created, id).
public record Position(Instant created, String id) {}
