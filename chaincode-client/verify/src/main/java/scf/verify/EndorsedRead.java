package scf.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One question with its answer, after all of it has been checked that does not depend on the other questions: who
/// signed, that the answer is to this question, and how both are spelt.
///
/// @param where the part of the file
/// @param asked when, by the clock of whoever asked
/// @param chaincode that was asked
/// @param arguments the function and what it was given
/// @param results the state that was read, as protobuf
/// @param answer what the chaincode returned
record EndorsedRead(
        String where,
        Octets payload,
        List<Octets> signatures,
        Instant asked,
        String channel,
        String chaincode,
        List<String> arguments,
        Octets results,
        Octets answer) {

    EndorsedRead {
        signatures = List.copyOf(signatures);
        arguments = List.copyOf(arguments);
    }

    private static final int ENDORSER_TRANSACTION = 3;

    /// A key of the public state as it was read; without a place if nothing stood there.
    record KeyRead(String key, Optional<Place> written) {}

    /// Where the value was written last: the so-and-so-manieth transaction of a block, counted from zero.
    record Place(long block, long transaction) {}

    static EndorsedRead of(String where, Object value, List<Endorser> endorsers) {
        Fields fields;
        List<Octets> signatures;
        Octets payload;
        try {
            fields = Fields.of(value).expect("channelHeader", "signatureHeader", "proposal", "payload", "signatures");
            signatures = fields.listOfBytes("signatures");
            payload = fields.base64("payload");
        } catch (IllegalArgumentException e) {
            throw new NotProved(Reason.NOT_A_PROOF, where);
        }
        if (signatures.size() != endorsers.size()) {
            throw new NotProved(Reason.NOT_A_PROOF, where);
        }
        for (int i = 0; i < endorsers.size(); i++) {
            if (!endorsers.get(i).hasSigned(payload, signatures.get(i))) {
                throw new NotProved(
                        Reason.SIGNATURE_INVALID,
                        where + ", " + endorsers.get(i).organisation());
            }
        }
        Action action;
        try {
            action = Action.of(payload);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new NotProved(Reason.ANSWER_UNREADABLE, where);
        }
        List<Octets> question = question(where, fields);
        if (!Octets.joined(question.toArray(Octets[]::new)).sha256().equals(action.proposalHash())) {
            throw new NotProved(Reason.HASH_DIFFERS, where);
        }
        var read = read(where, payload, signatures, question, action);
        for (Endorser endorser : endorsers) {
            if (!endorser.wasValidAt(read.asked())) {
                throw new NotProved(Reason.CERTIFICATE_NOT_VALID_THEN, where + ", " + endorser.organisation());
            }
        }
        return read;
    }

    private static List<Octets> question(String where, Fields fields) {
        try {
            return List.of(fields.base64("channelHeader"), fields.base64("signatureHeader"), fields.base64("proposal"));
        } catch (IllegalArgumentException e) {
            throw new NotProved(Reason.NOT_A_PROOF, where);
        }
    }

    private static EndorsedRead read(
            String where, Octets payload, List<Octets> signatures, List<Octets> question, Action action) {
        try {
            var channel = Wire.read(question.get(0), 1, 2, 3, 4, 5, 6, 7, 8);
            var signature = Wire.read(question.get(1), 1, 2);
            var spec = Wire.read(
                    Wire.read(Wire.read(question.get(2), 1).bytes(1), 1).bytes(1), 1, 2, 3, 4);
            var input = Wire.read(spec.bytes(3), Set.of(1), Set.of(1));
            String chaincode = Action.name(Wire.read(channel.bytes(7), 2).bytes(2));
            boolean sound = channel.number(1) == ENDORSER_TRANSACTION
                    && channel.text(5)
                            .equals(Octets.joined(signature.bytes(2), signature.bytes(1))
                                    .sha256()
                                    .hex())
                    && Action.name(spec.bytes(2)).equals(chaincode)
                    && action.chaincode().equals(chaincode);
            if (!sound) {
                throw new NotProved(Reason.QUESTION_UNREADABLE, where);
            }
            var time = Wire.read(channel.bytes(3), 1, 2);
            return new EndorsedRead(
                    where,
                    payload,
                    signatures,
                    Instant.ofEpochSecond(time.number(1), time.number(2)),
                    channel.text(4),
                    chaincode,
                    input.all(1).stream().map(Fields::utf8).toList(),
                    action.results(),
                    action.answer());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new NotProved(Reason.QUESTION_UNREADABLE, where);
        }
    }

    /// The one key of the chaincode's public state that was read for the answer.
    KeyRead keyRead() {
        try {
            var reads = new ArrayList<KeyRead>();
            for (Octets namespace : Wire.read(results, Set.of(1, 2), Set.of(2)).all(2)) {
                var set = Wire.read(namespace, 1, 2);
                if (set.text(1).equals(chaincode)) {
                    for (Octets one :
                            Wire.read(set.bytes(2), Set.of(1), Set.of(1)).all(1)) {
                        reads.add(keyRead(Wire.read(one, 1, 2)));
                    }
                }
            }
            if (reads.size() == 1) {
                return reads.getFirst();
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Falls through to the one refusal below.
        }
        throw new NotProved(Reason.ANSWER_UNREADABLE, where);
    }

    private static KeyRead keyRead(Wire read) {
        if (!read.has(2)) {
            return new KeyRead(read.text(1), Optional.empty());
        }
        var version = Wire.read(read.bytes(2), 1, 2);
        return new KeyRead(read.text(1), Optional.of(new Place(version.number(1), version.number(2))));
    }
}
