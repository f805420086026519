package scf.platform.trade;

import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;
import scf.contract.InvoiceIdentity;
import scf.schema.ids.EnterpriseId;

/// A document as somebody hands it in.
///
/// @param mediaType what the caller says the bytes are; they are kept under it
/// @param uploader the enterprise, which must be the seller or the buyer
/// @param user the person or system of the uploader
/// @param seller whom the caller maps to the seller of a document that names nobody known here
/// @param buyer whom the caller maps to the buyer
/// @param references the family that the caller names for a document that names none: no 数电票 knows its order
public record Upload(
        Bytes bytes,
        String mediaType,
        EnterpriseId uploader,
        String user,
        @Nullable EnterpriseId seller,
        @Nullable EnterpriseId buyer,
        References references) {

    /// What the caller says of a document that does not say it itself.
    public record References(
            @Nullable String contract,
            @Nullable String order,
            @Nullable String invoice) {

        public static final References NONE = new References(null, null, null);
    }

    /// Whether a document could have this number.
    public static boolean isNumber(String text) {
        return text.length() <= Limits.LONGEST_NUMBER
                && !InvoiceIdentity.normalised(text).isEmpty();
    }

    /// Of a document that names its family itself.
    public Upload(
            Bytes bytes,
            String mediaType,
            EnterpriseId uploader,
            String user,
            @Nullable EnterpriseId seller,
            @Nullable EnterpriseId buyer) {
        this(bytes, mediaType, uploader, user, seller, buyer, References.NONE);
    }
}
