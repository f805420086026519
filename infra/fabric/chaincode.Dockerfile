# The chaincode as a service: one process per peer. Built by compose.yaml, after `mvn package -pl chaincode-client/chaincode -am`.
FROM eclipse-temurin:25-jre
COPY chaincode-client/chaincode/target/chaincode-*.jar chaincode-client/chaincode/target/service/*.jar /chaincode/
USER 1000
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m", "--enable-native-access=ALL-UNNAMED", \
    "--sun-misc-unsafe-memory-access=allow", "-cp", "/chaincode/*", "scf.chaincode.ScfChaincode"]
