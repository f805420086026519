package scf.platform.trade;

import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;
import scf.schema.ids.EnterpriseId;

/// A document as somebody hands it in.
///
/// @param mediaType what the caller says the bytes are; they are kept under it
/// @param uploader the enterprise, which must be the seller or the buyer
/// @param user the person or system of the uploader
/// @param seller whom the caller maps to the seller of a document that names nobody known here
/// @param buyer whom the caller maps to the buyer
public record Upload(
        Bytes bytes,
        String mediaType,
        EnterpriseId uploader,
        String user,
        @Nullable EnterpriseId seller,
        @Nullable EnterpriseId buyer) {}
