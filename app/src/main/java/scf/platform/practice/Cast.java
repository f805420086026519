package scf.platform.practice;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;
import scf.contract.Algorithm;
import scf.platform.enterprise.PartyKind;
import scf.schema.ids.EnterpriseId;

/// Who plays: a city desk, a chain-master, two suppliers, and a bank for each of the three signature algorithms.
///
/// Names and identifiers are invented; the identifiers have valid check characters and belong to nobody.
@Component
@InPractice
@DependsOn("storeMark")
class Cast {

    static final String MAKER = "maker";
    static final String CHECKER = "checker";

    private static final String LARGE = "LARGE";
    private static final String SMALL = "SMALL";

    private final Path root;
    private final URI baseUrl;
    private final PracticeParty city;
    private final PracticeParty master;
    private final PracticeParty spindles;
    private final PracticeParty castings;
    private final PracticeParty bankEast;
    private final PracticeParty bankHarbour;
    private final PracticeParty bankSouth;

    Cast(@Value("${scf.data}") Path data, @Value("${scf.public-url}") URI baseUrl) {
        this.root = data.resolve("practice");
        this.baseUrl = baseUrl;
        this.city = enter("city", PartyKind.CITY, "榕江市工业和信息化局", "11350100MB00000A2F", "", Algorithm.ED25519, "desk");
        // The ledger's genesis names the city, so its id is drawn here, before there is a ledger or a database.
        registered(
                city,
                new PracticeFolder(root, city.name())
                        .enterpriseId()
                        .orElseGet(() -> EnterpriseId.random().toString()));
        this.master = enter(
                "chain-master",
                PartyKind.ENTERPRISE,
                "榕江重工股份有限公司",
                "91350100MA00000A9T",
                LARGE,
                Algorithm.ECDSA_P256_SHA256,
                MAKER,
                CHECKER);
        this.spindles = enter(
                "supplier-spindles",
                PartyKind.ENTERPRISE,
                "榕江精工主轴有限公司",
                "91350100MA00000B7M",
                SMALL,
                Algorithm.ED25519,
                "bookkeeper");
        this.castings = enter(
                "supplier-castings",
                PartyKind.ENTERPRISE,
                "榕江木兰铸造有限公司",
                "91350100MA00000C5G",
                SMALL,
                Algorithm.ECDSA_P256_SHA256,
                "bookkeeper");
        this.bankEast =
                enter("bank-east", PartyKind.BANK, "东岸练习银行", "91350100MA00000D3B", "", Algorithm.ED25519, "operations");
        this.bankHarbour = enter(
                "bank-harbour",
                PartyKind.BANK,
                "海港练习银行",
                "91350100MA00000E16",
                "",
                Algorithm.ECDSA_P256_SHA256,
                "operations");
        this.bankSouth = enter(
                "bank-south", PartyKind.BANK, "南城练习银行", "91350100MA00000FXX", "", Algorithm.SM2_SM3, "operations");
    }

    private PracticeParty enter(
            String name,
            PartyKind kind,
            String title,
            String identifier,
            String size,
            Algorithm algorithm,
            String... people) {
        var wishes = new ArrayList<PracticeParty.KeyWish>();
        for (String person : people) {
            wishes.add(new PracticeParty.KeyWish("practice." + name + "." + person, "http", person, algorithm));
        }
        wishes.add(new PracticeParty.KeyWish("practice." + name + ".act", "act", people[people.length - 1], algorithm));
        var role = new PracticeParty.Role(name, kind, title, identifier, size, wishes);
        return new PracticeFolder(root, name).enter(role);
    }

    /// Writes the card of a party, whose id is known now.
    void registered(PracticeParty party, String enterpriseId) {
        party.registeredAs(enterpriseId);
        new PracticeFolder(root, party.name()).card(party, baseUrl);
    }

    URI baseUrl() {
        return baseUrl;
    }

    /// Everyone whom the city registers, in that order.
    List<PracticeParty> registeredByTheCity() {
        return List.of(master, spindles, castings, bankEast, bankHarbour, bankSouth);
    }

    List<PracticeParty> banks() {
        return List.of(bankEast, bankHarbour, bankSouth);
    }

    List<PracticeParty> suppliers() {
        return List.of(spindles, castings);
    }

    PracticeParty city() {
        return city;
    }

    PracticeParty master() {
        return master;
    }

    /// Delivers spindles against a 数电票 over a million.
    PracticeParty spindles() {
        return spindles;
    }

    /// Delivers castings, ten fewer than it invoices.
    PracticeParty castings() {
        return castings;
    }

    PracticeParty bankEast() {
        return bankEast;
    }

    PracticeParty bankHarbour() {
        return bankHarbour;
    }

    /// Signs with SM2 (国密).
    PracticeParty bankSouth() {
        return bankSouth;
    }
}
