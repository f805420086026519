package scf.platform.simulation;

import java.util.UUID;
import scf.contract.Algorithm;
import scf.platform.signing.MessageKey;
import scf.schema.ids.KeyId;

/// The city desk as it is before anybody knows of it: who it is, and its two first keys.
record City(String id, MessageKey act, MessageKey http) {

    static final String CODE = "11350100MB00000A2F";
    static final String NAME = "榕江市工业和信息化局";
    static final String DESK = "city-desk";

    static City drawn() {
        return new City(
                UUID.randomUUID().toString(),
                MessageKey.draw(new KeyId("city-first-key"), Algorithm.ED25519),
                MessageKey.draw(new KeyId("city-first-http"), Algorithm.SM2_SM3));
    }
}
