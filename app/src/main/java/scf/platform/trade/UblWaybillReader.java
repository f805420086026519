package scf.platform.trade;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a UBL 2.x Waybill (运单): what a carrier has moved, from whom to whom.
///
/// Its parties stand elsewhere than in the documents of a sale: the consignor has sent the goods and is the seller, the
/// consignee of the shipment has them and is the buyer. The order and the despatch advice that it belongs to are named
/// among its document references, by the codes of UNCL 1001.
final class UblWaybillReader {

    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";
    private static final String WAYBILL = UBL + "Waybill-2";
    private static final Set<String> COMPONENTS =
            Set.of(UBL + "CommonBasicComponents-2", UBL + "CommonAggregateComponents-2");
    private static final String SOURCE = "OASIS UBL 2.1, Waybill";

    private static final String ORDER = "220";
    private static final String DESPATCH_ADVICE = "351";

    private final XmlElement root;
    private final List<Warning> warnings = new ArrayList<>();

    private UblWaybillReader(XmlElement root) {
        this.root = root;
    }

    static boolean reads(XmlElement root) {
        return WAYBILL.equals(root.namespace());
    }

    static ReadDocument read(XmlElement root) {
        return new UblWaybillReader(root).document();
    }

    private ReadDocument document() {
        root.keepOnly(COMPONENTS, warnings);
        var consignor = root.one("ConsignorParty");
        var consignee = root.at("Shipment", "Consignment", "ConsigneeParty");
        return new ReadDocument(
                DocumentKind.WAYBILL,
                DocumentFormat.UBL,
                Values.number(root.need("ID").path(), root.need("ID").text()),
                Values.date(
                        root.need("IssueDate").path(), root.need("IssueDate").text()),
                null,
                deliveredOn(),
                new DocumentReferences(null, named(ORDER), named(DESPATCH_ADVICE), null),
                null,
                null,
                goods(),
                details(),
                party(needed(consignor, "ConsignorParty")),
                party(needed(consignee, "Shipment/Consignment/ConsigneeParty")),
                warnings);
    }

    private XmlElement needed(@Nullable XmlElement party, String name) {
        if (party == null) {
            throw new Unacceptable(root.path() + "/" + name, "required", SOURCE, "a waybill names both parties");
        }
        return party;
    }

    /// The day on which the consignee has signed for the goods, where the waybill tells it.
    private @Nullable LocalDate deliveredOn() {
        var delivered = root.at("Shipment", "Delivery", "ActualDeliveryDate");
        return delivered == null ? null : Values.date(delivered.path(), delivered.text());
    }

    private @Nullable String named(String code) {
        return root.all("DocumentReference").stream()
                .filter(reference -> {
                    var type = reference.one("DocumentTypeCode");
                    return type != null && type.text().strip().equals(code);
                })
                .map(reference -> reference.need("ID"))
                .map(id -> Values.number(id.path(), id.text()))
                .findFirst()
                .orElse(null);
    }

    /// What was loaded; a waybill that names no goods says only that something was moved.
    private List<DocumentLine> goods() {
        var shipment = root.one("Shipment");
        var items = shipment == null ? List.<XmlElement>of() : shipment.all("GoodsItem");
        if (items.isEmpty()) {
            return List.of();
        }
        Values.lines(root.path() + "/Shipment/GoodsItem", items.size());
        return items.stream().map(UblWaybillReader::line).toList();
    }

    private static DocumentLine line(XmlElement item) {
        var quantity = item.one("Quantity");
        var unit = quantity == null ? null : quantity.attribute("unitCode");
        var words = item.all("Description");
        return new DocumentLine(
                Values.text(item.need("ID").path(), item.need("ID").text(), Limits.LONGEST_NUMBER),
                null,
                null,
                null,
                null,
                words.isEmpty() ? null : Values.words(words.getFirst().text()),
                quantity == null ? null : Values.decimal(quantity.path(), quantity.text()),
                unit == null || unit.isBlank()
                        ? null
                        : Values.text(
                                Objects.requireNonNull(quantity).path() + "/@unitCode", unit, Limits.LONGEST_NUMBER),
                null,
                null);
    }

    /// Who moved it, with what: the words that rows of a waybill have, too.
    private Map<String, String> details() {
        var details = new LinkedHashMap<String, String>();
        put(details, "carrier", root.at("CarrierParty", "PartyName", "Name"));
        put(details, "shippingNoteNumber", root.one("CarrierAssignedID"));
        put(
                details,
                "vehicleNumber",
                root.at("Shipment", "ShipmentStage", "TransportMeans", "RoadTransport", "LicensePlateID"));
        put(details, "from", root.at("Shipment", "OriginAddress", "CityName"));
        put(details, "to", root.at("Shipment", "Delivery", "DeliveryAddress", "CityName"));
        return details;
    }

    private static void put(Map<String, String> details, String name, @Nullable XmlElement element) {
        if (element != null && !element.text().isBlank()) {
            details.put(name, Values.words(element.text()));
        }
    }

    private static ReadDocument.NamedParty party(XmlElement party) {
        var identifiers = new ArrayList<String>();
        party.all("PartyIdentification").forEach(each -> add(identifiers, each.one("ID")));
        party.all("PartyLegalEntity").forEach(each -> add(identifiers, each.one("CompanyID")));
        party.all("PartyTaxScheme").forEach(each -> add(identifiers, each.one("CompanyID")));
        var name = party.at("PartyName", "Name");
        return new ReadDocument.NamedParty(party.path(), identifiers, name == null ? null : Values.words(name.text()));
    }

    private static void add(List<String> identifiers, @Nullable XmlElement id) {
        if (id != null && !id.text().isBlank()) {
            identifiers.add(Values.words(id.text()));
        }
    }
}
