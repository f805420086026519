package scf.platform.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Genesis;

/// What a ledger of one's own begins with: `scf.genesis.*`. A practice store brings its own and needs none of
/// it.
///
/// @param cityId the city's id on this platform
/// @param cityKey the id of the city's first key for acts: nothing on the ledger could vouch for it
/// @param cityAlgorithm of that key, by its wire name
/// @param cityPublicKey SubjectPublicKeyInfo (DER) in base64
/// @param tenorMonths the longest tenor of a voucher
@ConfigurationProperties("scf.genesis")
record GenesisSettings(
        @Nullable UUID cityId,
        @Nullable String cityKey,
        @Nullable String cityAlgorithm,
        @Nullable String cityPublicKey,
        @DefaultValue("" + Genesis.LONGEST_TENOR_MONTHS) int tenorMonths) {

    Genesis genesis(String channel) {
        if (cityId == null || cityKey == null || cityAlgorithm == null || cityPublicKey == null) {
            throw new IllegalStateException("The ledger has nothing to begin with. Name the city and its first key for"
                    + " acts in scf.genesis.city-id, scf.genesis.city-key, scf.genesis.city-algorithm and"
                    + " scf.genesis.city-public-key, or start a practice city with scf.practice=true");
        }
        return new Genesis(
                channel,
                false,
                cityId.toString(),
                cityKey,
                Algorithm.ofWire(cityAlgorithm),
                Bytes.ofBase64(cityPublicKey),
                tenorMonths);
    }
}
