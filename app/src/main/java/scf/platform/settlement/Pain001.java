package scf.platform.settlement;

import java.io.StringWriter;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import scf.platform.enterprise.Account;
import scf.platform.money.Money;

/// Writes a clearing instruction as ISO 20022 CustomerCreditTransferInitiation, `pain.001.001.09`: what the payer
/// hands to its bank, or its bank fetches.
///
/// One payment, on the day on which the voucher is payable or else today, of what is missing to the fen: what credits
/// have brought is not paid again. The reference goes as EndToEndId:
/// the receiving bank's notification carries it back, and the credit is matched by it.
final class Pain001 {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    /// ISO 20022's external code for 大额支付行号.
    private static final String CNAPS = "CNAPS";

    private static final int LONGEST_NAME = 140;

    private final XMLStreamWriter xml;

    private Pain001(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /// Who pays from which account, and who is paid.
    ///
    /// @param payeeAccount absent where the receiving bank itself is paid: it knows its own account
    record Parties(
            String payer,
            Account payerAccount,
            String payee,
            String receivingBank,
            @Nullable Account payeeAccount) {}

    /// @param amount what credits have not brought yet
    /// @param on the day of the payment
    record Order(Money amount, LocalDate on) {}

    static String of(Instruction.Terms terms, Order order, Parties parties) {
        var text = new StringWriter();
        try {
            var stream = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new Pain001(stream).write(terms, order, parties);
            stream.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an order of payment could not be written to memory", e);
        }
        return text.toString();
    }

    private void write(Instruction.Terms terms, Order order, Parties parties) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("Document");
        xml.writeDefaultNamespace(NAMESPACE);
        open("CstmrCdtTrfInitn");
        open("GrpHdr");
        text("MsgId", terms.reference());
        text("CreDtTm", terms.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
        text("NbOfTxs", "1");
        text("CtrlSum", order.amount().format());
        name("InitgPty", parties.payer());
        close();
        open("PmtInf");
        text("PmtInfId", terms.reference());
        text("PmtMtd", "TRF");
        open("ReqdExctnDt");
        text("Dt", order.on().toString());
        close();
        name("Dbtr", parties.payer());
        account("DbtrAcct", parties.payerAccount());
        agent("DbtrAgt", parties.payerAccount().bankCode(), null);
        payment(terms, order, parties);
        close();
        close();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void payment(Instruction.Terms terms, Order order, Parties parties) throws XMLStreamException {
        open("CdtTrfTxInf");
        open("PmtId");
        text("EndToEndId", terms.reference());
        close();
        open("Amt");
        xml.writeStartElement("InstdAmt");
        xml.writeAttribute("Ccy", order.amount().currency().getCurrencyCode());
        xml.writeCharacters(order.amount().format());
        close();
        close();
        var account = parties.payeeAccount();
        agent("CdtrAgt", account == null ? null : account.bankCode(), parties.receivingBank());
        name("Cdtr", parties.payee());
        if (account != null) {
            account("CdtrAcct", account);
        }
        open("RmtInf");
        text("Ustrd", "应收账款电子凭证 " + terms.voucher());
        close();
        close();
    }

    private void agent(String role, @Nullable String bankCode, @Nullable String bank) throws XMLStreamException {
        open(role);
        open("FinInstnId");
        if (bankCode != null) {
            open("ClrSysMmbId");
            open("ClrSysId");
            text("Cd", CNAPS);
            close();
            text("MmbId", bankCode);
            close();
        }
        if (bank != null) {
            text("Nm", shortened(bank));
        }
        close();
        close();
    }

    private void account(String role, Account account) throws XMLStreamException {
        open(role);
        open("Id");
        open("Othr");
        text("Id", account.number());
        close();
        close();
        text("Nm", shortened(account.name()));
        close();
    }

    private void name(String role, String name) throws XMLStreamException {
        open(role);
        text("Nm", shortened(name));
        close();
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private void text(String element, String words) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(words);
        xml.writeEndElement();
    }

    private void open(String element) throws XMLStreamException {
        xml.writeStartElement(element);
    }

    private void close() throws XMLStreamException {
        xml.writeEndElement();
    }
}
