// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// One of ours. The arrows of ARCHITECTURE.md are the `uses` of these lines; there are no others.
func module(_ name: String, uses: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: uses, swiftSettings: strict)
}

func tests(of name: String, uses: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + uses, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "Balie",
  products: [.executable(name: "balie", targets: ["Balie"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    // The program.
    .executableTarget(
      name: "Balie",
      dependencies: [
        "Web", "Intake", "Routing", "Handling", "Referring", "Outbox", "Access", "Storage", "Surface", "Words",
        "Desk", "Simulation", "Rostering", "Terminal", "Curl", "Language", "Phone", "Forms", "Signing", "CMalloc",
        "DemoGateway",
        argumentParser,
        hummingbird, lifecycle, logging, unixSignals, yams,
      ],
      swiftSettings: strict),
    module(
      "DemoGateway",
      uses: ["Curl", hummingbird, httpTypes, lifecycle, logging, nioCore, nioPosix, crypto]),
    module(
      "Web",
      uses: [
        "Intake", "Routing", "Handling", "Referring", "Access", "Storage", "Surface", "Words", "Desk", "Signing",
        "Forms", hummingbird, httpTypes, lifecycle, mustache, logging, nioCore,
      ]),

    // The stations. None imports another.
    module(
      "Intake",
      uses: ["Storage", "Words", "Desk", "Phone", "Language", "Forms", "MIME", "Curl", crypto, logging]),
    module("Routing", uses: ["Storage", "Surface", "Desk"]),
    module("Handling", uses: ["Storage", "Access", "Desk"]),
    module("Referring", uses: ["Storage", "Access", "Signing", "Desk"]),

    // What the stations stand on.
    module("Outbox", uses: ["Storage", "Desk", "Signing", "Curl", logging]),
    module("Access", uses: ["Storage", "Desk", crypto]),
    module("Storage", uses: ["Desk", grdb, grdbSQLite, crypto]),
    module("Surface", uses: ["Desk"]),
    module("Words", uses: ["Desk", yams]),
    module("Simulation", uses: ["Desk"]),
    module("Rostering", uses: ["Desk"]),
    module("Desk"),

    // Tools that have never heard of a callback.
    module("Signing", uses: [crypto]),
    module("Forms", uses: ["Signing", crypto]),
    module("Language", uses: ["CCLD2", yams]),
    .target(
      name: "CCLD2", publicHeadersPath: "include", linkerSettings: [.linkedLibrary("cld2")]),
    module("Terminal"),
    module("Curl", uses: ["CCurl"]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CMalloc"),
    module("MIME", uses: ["CMIME"]),
    .target(name: "CMIME", dependencies: ["CGMime"], publicHeadersPath: "include"),
    .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    module("Phone", uses: ["CPhone"]),
    .target(
      name: "CPhone", publicHeadersPath: "include",
      linkerSettings: [.linkedLibrary("phonenumber")]),

    tests(of: "Desk"),
    tests(of: "Simulation", uses: ["Desk"]),
    tests(of: "Rostering", uses: ["Desk"]),
    .testTarget(
      name: "LanguageTests", dependencies: ["Language"], exclude: ["messages", "thirteenth"], swiftSettings: strict),
    tests(of: "Terminal"),
    tests(of: "Curl"),
    tests(of: "MIME"),
    tests(of: "Phone"),
    tests(of: "Words", uses: ["Desk"]),
    tests(of: "Storage", uses: ["Desk", grdb]),
    tests(of: "Intake", uses: ["Storage", "Words", "Desk", "Language", "Phone", "Forms", crypto, logging]),
    tests(of: "Signing"),
    tests(of: "Forms", uses: ["Signing"]),
    tests(of: "Referring", uses: ["Storage", "Access", "Signing", "Desk"]),
    tests(of: "Routing", uses: ["Storage", "Desk"]),
    tests(of: "Outbox", uses: ["Storage", "Desk", "Curl", logging]),
    tests(
      of: "DemoGateway", uses: ["Curl", hummingbird, httpTypes, nioCore, lifecycle, logging]),
    tests(of: "Web", uses: ["Surface", "Words", "Desk", hummingbird, httpTypes]),
    tests(
      of: "Balie",
      uses: ["DemoGateway", "Curl", "Surface", "Signing", "Storage", "Desk", crypto, hummingbird, lifecycle, logging]),
    .testTarget(name: "TidyTests", swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
