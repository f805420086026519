package scf.devledger;

/// Where a value was written: the block, and the transaction's place in it. Two reads of one version read one value.
record Version(long block, int position) {

    org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version toProto() {
        return org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version.newBuilder()
                .setBlockNum(block)
                .setTxNum(position)
                .build();
    }

    static Version of(org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version proto) {
        return new Version(proto.getBlockNum(), Math.toIntExact(proto.getTxNum()));
    }
}
