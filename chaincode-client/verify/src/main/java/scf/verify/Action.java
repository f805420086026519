package scf.verify;

/// What an endorser signs: the hash of the question, and what came of it.
///
/// @param results the state that was read and would be written, as protobuf
/// @param answer what the chaincode returned, with the status that says that it did
record Action(Octets proposalHash, Octets results, Octets answer, String chaincode) {

    private static final int OK = 200;

    /// @throws IllegalArgumentException if it is not spelt as a peer spells it, or says that something went wrong
    static Action of(Octets proposalResponsePayload) {
        var response = Wire.read(proposalResponsePayload, 1, 2);
        var action = Wire.read(response.bytes(2), 1, 2, 3, 4);
        var answer = Wire.read(action.bytes(3), 1, 2, 3);
        if (answer.number(1) != OK) {
            throw new IllegalArgumentException("status " + answer.number(1));
        }
        return new Action(response.bytes(1), action.bytes(1), answer.bytes(3), name(action.bytes(4)));
    }

    static String name(Octets chaincodeId) {
        return Wire.read(chaincodeId, 1, 2, 3).text(2);
    }
}
