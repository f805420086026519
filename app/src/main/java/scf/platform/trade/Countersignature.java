package scf.platform.trade;

import java.time.Instant;
import scf.schema.ids.EnterpriseId;

/// The other party stands to a document (对方确认), by a signed call over its very bytes.
///
/// @param by the party that did not hand it in
/// @param sha256 of the bytes that it stands to
public record Countersignature(EnterpriseId by, String signedBy, String sha256, Instant signedAt) {}
