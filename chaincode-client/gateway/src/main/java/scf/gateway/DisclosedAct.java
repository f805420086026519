package scf.gateway;

import java.util.List;
import java.util.Optional;
import scf.contract.Bytes;

/// An act as far as one asker may see it: the header and its signatures say who did what kind of step; the rows, which
/// say with whom and for how much, are opened one by one.
///
/// @param signatures the actor's, then those of the header's cosigners in their order
/// @param rows one for each commitment of the header; empty for a row that is not the asker's
public record DisclosedAct(Bytes header, List<Bytes> signatures, List<Optional<Row>> rows) {

    /// A row with the salt that opens its commitment.
    public record Row(Bytes row, Bytes salt) {}

    public DisclosedAct {
        signatures = List.copyOf(signatures);
        rows = List.copyOf(rows);
    }
}
