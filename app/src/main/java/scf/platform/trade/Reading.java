package scf.platform.trade;

import java.util.List;

/// What becomes of bytes that claim to be a trade document.
sealed interface Reading {

    record Read(ReadDocument document) implements Reading {}

    record Unreadable(List<Fault> faults) implements Reading {}
}
