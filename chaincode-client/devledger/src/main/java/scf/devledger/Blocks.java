package scf.devledger;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/// Blocks (区块) as Fabric builds them: each header names the hash of the header before it and the hash of its own
/// data.
final class Blocks {

    private Blocks() {}

    static Block block(long number, ByteString previousHash, List<ByteString> envelopes, List<TxValidationCode> codes) {
        BlockMetadata.Builder metadata = BlockMetadata.newBuilder();
        for (int index = 0; index < BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE; index++) {
            metadata.addMetadata(ByteString.EMPTY);
        }
        metadata.addMetadata(filter(codes));
        return Block.newBuilder()
                .setHeader(BlockHeader.newBuilder()
                        .setNumber(number)
                        .setPreviousHash(previousHash)
                        .setDataHash(dataHash(envelopes)))
                .setData(BlockData.newBuilder().addAllData(envelopes))
                .setMetadata(metadata)
                .build();
    }

    /// One byte per transaction: its validation code.
    private static ByteString filter(List<TxValidationCode> codes) {
        byte[] filter = new byte[codes.size()];
        for (int i = 0; i < filter.length; i++) {
            filter[i] = (byte) codes.get(i).getNumber();
        }
        return ByteString.copyFrom(filter);
    }

    static TxValidationCode code(Block block, int position) {
        int code = block.getMetadata()
                        .getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE)
                        .byteAt(position)
                & 0xFF;
        TxValidationCode known = TxValidationCode.forNumber(code);
        return known == null ? TxValidationCode.INVALID_OTHER_REASON : known;
    }

    /// Over the plain concatenation of the envelopes.
    static ByteString dataHash(List<ByteString> envelopes) {
        return Hashes.sha256(envelopes.toArray(ByteString[]::new));
    }

    static ByteString hash(BlockHeader header) {
        try {
            byte[] encoded = new DERSequence(new ASN1Encodable[] {
                        new ASN1Integer(BigInteger.valueOf(header.getNumber())),
                        new DEROctetString(header.getPreviousHash().toByteArray()),
                        new DEROctetString(header.getDataHash().toByteArray())
                    })
                    .getEncoded("DER");
            return Hashes.sha256(ByteString.copyFrom(encoded));
        } catch (IOException e) {
            throw new IllegalStateException("A block header cannot be encoded", e);
        }
    }
}
