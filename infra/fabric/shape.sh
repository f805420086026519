# The network, described once: `network` and the check of compose.yaml read it. Sourced by bash, after `shape` is set.
#
# A member's four ports stand side by side: the peer, its port for chaincode, its operations, the chaincode itself.
# An orderer's three: the orderer, its administration, its operations.

channel=scf
chaincode=scf
chaincode_version=1
chaincode_sequence=1

# Who endorses every act, and holds the rows: city and platform (docs/adr/0007).
collection=supervised

case "$shape" in
full)
    orderers="orderer1:7150 orderer2:7160 orderer3:7170"
    members="city:CityMSP:7250 platform:PlatformMSP:7260 master:MasterMSP:7270 bank-north:BankNorthMSP:7280 bank-south:BankSouthMSP:7290"
    ;;
small)
    orderers="orderer1:7150"
    members="city:CityMSP:7250 platform:PlatformMSP:7260 bank-north:BankNorthMSP:7280"
    ;;
*)
    echo "There is no shape '$shape': it is small (city, platform, one bank, one orderer) or full." >&2
    exit 2
    ;;
esac
