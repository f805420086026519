package scf.platform.signing;

import java.time.Instant;
import java.util.UUID;
import scf.contract.Bytes;
import scf.platform.enterprise.SigningKey;
import scf.schema.ids.EnterpriseId;

/// The evidence of one call (存证): enough to check both signatures years later, with nobody's help and no other record.
///
/// @param requestHead the request line and the fields as they came
/// @param requestBase what the caller's key signed
/// @param responseBase what our key signed; it covers the caller's signature, so the two halves cannot be parted
record Receipt(
        UUID id,
        EnterpriseId tenant,
        SigningKey key,
        RequestMessage request,
        Bytes requestHead,
        Bytes requestBase,
        Instant receivedAt,
        ResponseMessage response,
        Bytes responseHead,
        Bytes responseBase,
        String platformKid) {}
