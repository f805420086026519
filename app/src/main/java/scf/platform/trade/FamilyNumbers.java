package scf.platform.trade;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scf.contract.InvoiceIdentity;

/// The numbers by which the documents of one family name each other, in the spelling in which they are compared.
///
/// A contract that somebody names belongs to the family; what else was ordered under it does only when the contract
/// itself is asked for.
///
/// @param ownContracts contracts whose other documents belong to the family too
record FamilyNumbers(
        Set<String> contracts,
        Set<String> ownContracts,
        Set<String> orders,
        Set<String> despatches,
        Set<String> invoices) {

    static FamilyNumbers of(TradeDocument asked, Collection<TradeDocument> known) {
        var numbers =
                new FamilyNumbers(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        for (var document : known) {
            add(numbers.contracts, document.contractNumber());
            add(numbers.orders, document.orderNumber());
            add(numbers.despatches, document.despatchNumber());
            add(numbers.invoices, document.invoiceNumber());
            switch (document.kind()) {
                case CONTRACT -> add(numbers.contracts, document.number());
                case ORDER -> add(numbers.orders, document.number());
                case DESPATCH -> add(numbers.despatches, document.number());
                case INVOICE -> add(numbers.invoices, document.number());
                case WAYBILL, RECEIPT, CREDIT_NOTE, PAYMENT -> {
                    // Nothing names these.
                }
            }
        }
        if (asked.kind() == DocumentKind.CONTRACT) {
            add(numbers.ownContracts, asked.number());
        }
        return numbers;
    }

    private static void add(Set<String> numbers, @Nullable String number) {
        if (number != null) {
            numbers.add(InvoiceIdentity.normalised(number));
        }
    }
}
