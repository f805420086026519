package scf.platform.ledger;

import java.time.Instant;
import java.util.List;
import scf.contract.ActType;
import tools.jackson.databind.JsonNode;

/// An act ready to be signed, as every `…/prepare` answers it. The components are the JSON.
///
/// The signature is made over the bytes of `header`, decoded; `rows` and `salts` travel back unchanged.
/// `readable` repeats the rows for people and is not part of what is sent back.
///
/// @param actId the act's name here, equal to `hash`
/// @param header standard base64 of the header's bytes
/// @param rows standard base64 of each row's bytes
/// @param salts standard base64 of the 32 random bytes that hide each row's commitment
/// @param hash SHA-256 of the header, lower hex
/// @param code the short code (短码) that the checker compares on a second device
/// @param signWith the key to sign with
/// @param algorithm wire name of that key's algorithm
public record PreparedAct(
        String actId,
        ActType type,
        String subject,
        String header,
        List<String> rows,
        List<String> salts,
        String hash,
        String code,
        String signWith,
        String algorithm,
        Instant expiresAt,
        List<JsonNode> readable) {}
