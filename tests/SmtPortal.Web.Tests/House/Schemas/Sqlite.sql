CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "AccessRecords" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AccessRecords" PRIMARY KEY,
    "ThirdPartyId" TEXT NOT NULL,
    "UserId" TEXT NULL,
    "AgreementNumber" INTEGER NOT NULL,
    "OccupancyId" TEXT NOT NULL,
    "Esiid" TEXT NOT NULL,
    "Data" TEXT NOT NULL,
    "From" TEXT NULL,
    "To" TEXT NULL,
    "Way" TEXT NOT NULL,
    "At" TEXT NOT NULL
);

CREATE TABLE "Attempts" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Attempts" PRIMARY KEY,
    "Key" BLOB NOT NULL,
    "At" TEXT NOT NULL
);

CREATE TABLE "AuditEntries" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_AuditEntries" PRIMARY KEY AUTOINCREMENT,
    "At" TEXT NOT NULL,
    "ActorUserId" TEXT NOT NULL,
    "Actor" TEXT NOT NULL,
    "Act" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "NormalizedSubject" TEXT NOT NULL,
    "Path" TEXT NOT NULL,
    "Note" TEXT NULL
);

CREATE TABLE "CompanyRegistrations" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_CompanyRegistrations" PRIMARY KEY,
    "PersonName" TEXT NOT NULL,
    "Email" TEXT NOT NULL,
    "NormalizedEmail" TEXT NOT NULL,
    "PasswordHash" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ConfirmedAt" TEXT NULL,
    "Version" TEXT NOT NULL,
    "Company_ContactName" TEXT NOT NULL,
    "Company_ContactPhone" TEXT NULL,
    "Company_Duns" TEXT NOT NULL,
    "Company_Name" TEXT NOT NULL,
    "Company_NotificationEmail" TEXT NULL,
    "Company_PrivacyPolicyUrl" TEXT NULL,
    "Company_RulesVersion" TEXT NOT NULL,
    "Company_SealName" TEXT NULL,
    "Company_Website" TEXT NULL
);

CREATE TABLE "Customers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Customers" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "IsBusiness" INTEGER NOT NULL,
    "AuthorizationCode" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ClosedAt" TEXT NULL,
    "ProvenEsiid" TEXT NULL,
    "SummaryAt" TEXT NOT NULL,
    "Version" TEXT NOT NULL
);

CREATE TABLE "DataProtectionKeys" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_DataProtectionKeys" PRIMARY KEY AUTOINCREMENT,
    "FriendlyName" TEXT NULL,
    "Xml" TEXT NULL
);

CREATE TABLE "InboxFiles" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_InboxFiles" PRIMARY KEY AUTOINCREMENT,
    "Id" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Sha256" TEXT NULL,
    "Size" INTEGER NOT NULL,
    "ReceivedAt" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "ItemsStored" INTEGER NOT NULL,
    "DaysNew" INTEGER NOT NULL,
    "DaysRevised" INTEGER NOT NULL,
    "DaysUnchanged" INTEGER NOT NULL,
    "DaysOlder" INTEGER NOT NULL,
    "DaysUnknown" INTEGER NOT NULL,
    "RowsGood" INTEGER NOT NULL,
    "RowsBad" INTEGER NOT NULL,
    "Errors" INTEGER NOT NULL,
    "Failures" INTEGER NOT NULL,
    "FinishedAt" TEXT NULL,
    "Error" TEXT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "AK_InboxFiles_Id" UNIQUE ("Id")
);

CREATE TABLE "IngestCounters" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_IngestCounters" PRIMARY KEY,
    "LastBatch" INTEGER NOT NULL
);

CREATE TABLE "JobLeases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_JobLeases" PRIMARY KEY,
    "Holder" TEXT NOT NULL,
    "Until" TEXT NOT NULL
);

CREATE TABLE "LedgerEntries" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_LedgerEntries" PRIMARY KEY,
    "At" TEXT NOT NULL,
    "Act" TEXT NOT NULL,
    "ThirdPartyId" TEXT NULL,
    "CustomerId" TEXT NULL,
    "InvitationId" TEXT NULL,
    "AgreementId" TEXT NULL,
    "ActorUserId" TEXT NULL,
    "TextVersion" TEXT NOT NULL,
    "PersonalDataHash" BLOB NOT NULL,
    "Sequence" INTEGER NULL,
    "Seal" BLOB NULL
);

CREATE TABLE "MoveEvents" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_MoveEvents" PRIMARY KEY,
    "Esiid" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "ActsAt" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "EnteredByUserId" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "DoneAt" TEXT NULL,
    "EndedOccupancyId" TEXT NULL,
    "AgreementsEnded" INTEGER NOT NULL,
    "AgreementsShrunk" INTEGER NOT NULL,
    "InvitationsCancelled" INTEGER NOT NULL,
    "DevicesRemoved" INTEGER NOT NULL,
    "Version" TEXT NOT NULL
);

CREATE TABLE "OutgoingEmails" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_OutgoingEmails" PRIMARY KEY,
    "Version" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "Language" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Body" TEXT NULL,
    "TargetKind" TEXT NULL,
    "TargetId" TEXT NULL,
    "ThirdPartyId" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "NextAttemptAt" TEXT NOT NULL,
    "LeaseId" TEXT NULL,
    "LeaseUntil" TEXT NULL,
    "SentAt" TEXT NULL,
    "LastError" TEXT NULL,
    "MessageId" TEXT NULL
);

CREATE TABLE "Premises" (
    "Esiid" TEXT NOT NULL CONSTRAINT "PK_Premises" PRIMARY KEY,
    "Tdsp" TEXT NOT NULL,
    "Address" TEXT NOT NULL,
    "City" TEXT NOT NULL,
    "ZipCode" TEXT NOT NULL,
    "PremiseType" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "HasAdvancedMeter" INTEGER NOT NULL,
    "MeterNumber" TEXT NOT NULL,
    "RepCertificate" TEXT NOT NULL,
    "PreviousRepCertificate" TEXT NULL,
    "PreviousRepLastDay" TEXT NULL,
    "LastMoveIn" TEXT NULL
);

CREATE TABLE "PurgeMarks" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_PurgeMarks" PRIMARY KEY,
    "Before" TEXT NOT NULL,
    "After" TEXT NULL
);

CREATE TABLE "Reps" (
    "Certificate" TEXT NOT NULL CONSTRAINT "PK_Reps" PRIMARY KEY,
    "Name" TEXT NOT NULL
);

CREATE TABLE "ThirdParties" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ThirdParties" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "NormalizedName" TEXT NOT NULL,
    "Duns" TEXT NOT NULL,
    "HeldName" TEXT NULL,
    "HeldDuns" TEXT NULL,
    "ContactName" TEXT NOT NULL,
    "ContactPhone" TEXT NULL,
    "NotificationEmail" TEXT NULL,
    "ProposedEmail" TEXT NULL,
    "ProposalId" TEXT NULL,
    "Website" TEXT NULL,
    "PrivacyPolicyUrl" TEXT NULL,
    "SealName" TEXT NULL,
    "RulesVersion" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "StatusSince" TEXT NOT NULL,
    "StatusNote" TEXT NULL,
    "WoundUpAt" TEXT NULL,
    "FolderEmptiedAt" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "Version" TEXT NOT NULL
);

CREATE TABLE "UsageDayRevisions" (
    "Esiid" TEXT NOT NULL,
    "Direction" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Revision" TEXT NOT NULL,
    "Packed" BLOB NOT NULL,
    "Layout" INTEGER NOT NULL,
    "TotalWh" INTEGER NOT NULL,
    "FirstReadWh" INTEGER NULL,
    "LastReadWh" INTEGER NULL,
    "SourceFileId" TEXT NULL,
    "BatchNumber" INTEGER NOT NULL,
    CONSTRAINT "PK_UsageDayRevisions" PRIMARY KEY ("Esiid", "Direction", "Day", "Revision")
);

CREATE TABLE "UsageDays" (
    "Esiid" TEXT NOT NULL,
    "Direction" TEXT NOT NULL,
    "Day" TEXT NOT NULL,
    "Revision" TEXT NOT NULL,
    "Packed" BLOB NOT NULL,
    "Layout" INTEGER NOT NULL,
    "TotalWh" INTEGER NOT NULL,
    "FirstReadWh" INTEGER NULL,
    "LastReadWh" INTEGER NULL,
    "SourceFileId" TEXT NULL,
    "BatchNumber" INTEGER NOT NULL,
    CONSTRAINT "PK_UsageDays" PRIMARY KEY ("Esiid", "Direction", "Day")
);

CREATE TABLE "Occupancies" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Occupancies" PRIMARY KEY,
    "CustomerId" TEXT NOT NULL,
    "Esiid" TEXT NOT NULL,
    "FirstDay" TEXT NOT NULL,
    "LastDay" TEXT NULL,
    "CurrentEsiid" TEXT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_Occupancies_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "InboxFileErrors" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_InboxFileErrors" PRIMARY KEY AUTOINCREMENT,
    "FileId" TEXT NOT NULL,
    "Line" INTEGER NOT NULL,
    "Column" TEXT NULL,
    "Reason" TEXT NOT NULL,
    CONSTRAINT "FK_InboxFileErrors_InboxFiles_FileId" FOREIGN KEY ("FileId") REFERENCES "InboxFiles" ("Id") ON DELETE CASCADE
);

CREATE TABLE "LedgerPersonalData" (
    "EntryId" TEXT NOT NULL CONSTRAINT "PK_LedgerPersonalData" PRIMARY KEY,
    "Salt" BLOB NOT NULL,
    "Json" TEXT NOT NULL,
    CONSTRAINT "FK_LedgerPersonalData_LedgerEntries_EntryId" FOREIGN KEY ("EntryId") REFERENCES "LedgerEntries" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "MailLinks" (
    "TokenHash" BLOB NOT NULL CONSTRAINT "PK_MailLinks" PRIMARY KEY,
    "TargetKind" TEXT NOT NULL,
    "TargetId" TEXT NOT NULL,
    "EmailId" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    CONSTRAINT "FK_MailLinks_OutgoingEmails_EmailId" FOREIGN KEY ("EmailId") REFERENCES "OutgoingEmails" ("Id") ON DELETE CASCADE
);

CREATE TABLE "Agreements" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_Agreements" PRIMARY KEY AUTOINCREMENT,
    "PublicId" TEXT NOT NULL,
    "InvitationNumber" INTEGER NOT NULL,
    "ThirdPartyId" TEXT NOT NULL,
    "CustomerId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Access" TEXT NOT NULL,
    "Mac" TEXT NULL,
    "DeviceType" TEXT NULL,
    "DeviceDescription" TEXT NULL,
    "Purpose" TEXT NOT NULL,
    "PurposeText" TEXT NULL,
    "Reference" TEXT NULL,
    "NormalizedReference" TEXT NULL,
    "Email" TEXT NOT NULL,
    "NormalizedEmail" TEXT NOT NULL,
    "CodeEnding" TEXT NULL,
    "FirstDay" TEXT NOT NULL,
    "LastDay" TEXT NULL,
    "EndsAt" TEXT NULL,
    "RemindAt" TEXT NULL,
    "AcceptedAt" TEXT NOT NULL,
    "EndedAt" TEXT NULL,
    "Status" TEXT NOT NULL,
    "EndReason" TEXT NULL,
    "TerminationReason" TEXT NULL,
    "TerminationText" TEXT NULL,
    "Version" TEXT NOT NULL,
    "Terms_Access" TEXT NOT NULL,
    "Terms_From" TEXT NULL,
    "Terms_Kind" TEXT NULL,
    "Terms_Months" INTEGER NULL,
    "Terms_To" TEXT NULL,
    CONSTRAINT "FK_Agreements_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Agreements_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "AspNetUsers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AspNetUsers" PRIMARY KEY,
    "Role" TEXT NOT NULL,
    "CustomerId" TEXT NULL,
    "ThirdPartyId" TEXT NULL,
    "CompanyRole" TEXT NULL,
    "CustomerRole" TEXT NOT NULL DEFAULT 'Manage',
    "DisplayName" TEXT NOT NULL,
    "Language" TEXT NOT NULL,
    "TellFirstAccess" INTEGER NOT NULL DEFAULT 1,
    "CreatedAt" TEXT NOT NULL,
    "UserName" TEXT NULL,
    "NormalizedUserName" TEXT NULL,
    "Email" TEXT NULL,
    "NormalizedEmail" TEXT NULL,
    "EmailConfirmed" INTEGER NOT NULL,
    "PasswordHash" TEXT NULL,
    "SecurityStamp" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneNumberConfirmed" INTEGER NOT NULL,
    "TwoFactorEnabled" INTEGER NOT NULL,
    "LockoutEnd" TEXT NULL,
    "LockoutEnabled" INTEGER NOT NULL,
    "AccessFailedCount" INTEGER NOT NULL,
    CONSTRAINT "FK_AspNetUsers_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_AspNetUsers_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "BulkTasks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_BulkTasks" PRIMARY KEY,
    "ThirdPartyId" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "Months" INTEGER NULL,
    "RowCount" INTEGER NOT NULL,
    "IsCut" INTEGER NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "StartedAt" TEXT NULL,
    "FinishedAt" TEXT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_BulkTasks_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "ColleagueInvitations" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ColleagueInvitations" PRIMARY KEY,
    "ThirdPartyId" TEXT NULL,
    "CustomerId" TEXT NULL,
    "Email" TEXT NOT NULL,
    "Role" TEXT NULL,
    "CustomerRole" TEXT NULL,
    "InvitedByUserId" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "EndsAt" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "OpenKey" TEXT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_ColleagueInvitations_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_ColleagueInvitations_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "CompanyBlocks" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_CompanyBlocks" PRIMARY KEY,
    "ThirdPartyId" TEXT NOT NULL,
    "NormalizedEmail" TEXT NULL,
    "CustomerId" TEXT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_CompanyBlocks_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_CompanyBlocks_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "CompanyMailChoices" (
    "ThirdPartyId" TEXT NOT NULL,
    "Event" TEXT NOT NULL,
    "Choice" TEXT NOT NULL,
    CONSTRAINT "PK_CompanyMailChoices" PRIMARY KEY ("ThirdPartyId", "Event"),
    CONSTRAINT "FK_CompanyMailChoices_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "DeliveryFolders" (
    "ThirdPartyId" TEXT NOT NULL CONSTRAINT "PK_DeliveryFolders" PRIMARY KEY,
    "UserName" TEXT NOT NULL,
    "PasswordHash" TEXT NULL,
    "PasswordSetAt" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_DeliveryFolders_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "DigestLines" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_DigestLines" PRIMARY KEY,
    "ThirdPartyId" TEXT NOT NULL,
    "Event" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    "Path" TEXT NULL,
    "ActorUserId" TEXT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_DigestLines_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "Invitations" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_Invitations" PRIMARY KEY AUTOINCREMENT,
    "PublicId" TEXT NOT NULL,
    "ThirdPartyId" TEXT NOT NULL,
    "CreatedByUserId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Access" TEXT NOT NULL,
    "Mac" TEXT NULL,
    "DeviceType" TEXT NULL,
    "DeviceDescription" TEXT NULL,
    "EncryptedCode" TEXT NULL,
    "Purpose" TEXT NOT NULL,
    "PurposeText" TEXT NULL,
    "Reference" TEXT NULL,
    "NormalizedReference" TEXT NULL,
    "Language" TEXT NOT NULL,
    "Email" TEXT NOT NULL,
    "NormalizedEmail" TEXT NOT NULL,
    "CodeEnding" TEXT NULL,
    "IsRefused" INTEGER NOT NULL,
    "CustomerId" TEXT NULL,
    "Status" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "EndsAt" TEXT NOT NULL,
    "RemindedAt" TEXT NULL,
    "ClosedAt" TEXT NULL,
    "RejectionReason" TEXT NULL,
    "RejectionText" TEXT NULL,
    "Version" TEXT NOT NULL,
    "Terms_Access" TEXT NOT NULL,
    "Terms_From" TEXT NULL,
    "Terms_Kind" TEXT NULL,
    "Terms_Months" INTEGER NULL,
    "Terms_To" TEXT NULL,
    CONSTRAINT "FK_Invitations_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Invitations_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "Ratings" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Ratings" PRIMARY KEY,
    "ThirdPartyId" TEXT NOT NULL,
    "CustomerId" TEXT NOT NULL,
    "Stars" INTEGER NOT NULL,
    "Comment" TEXT NULL,
    "CommentAt" TEXT NULL,
    "IsCommentRemoved" INTEGER NOT NULL,
    "GivenAt" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_Ratings_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_Ratings_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "Reports" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_Reports" PRIMARY KEY AUTOINCREMENT,
    "PublicId" TEXT NOT NULL,
    "ThirdPartyId" TEXT NOT NULL,
    "RequestedByUserId" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "Format" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "AskedAgainAt" TEXT NULL,
    "Status" TEXT NOT NULL,
    "FinishedAt" TEXT NULL,
    "FileCount" INTEGER NOT NULL,
    "RefusedCount" INTEGER NOT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_Reports_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "WebhookEvents" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_WebhookEvents" PRIMARY KEY,
    "ThirdPartyId" TEXT NOT NULL,
    "Type" TEXT NOT NULL,
    "SubjectId" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_WebhookEvents_ThirdParties_ThirdPartyId" FOREIGN KEY ("ThirdPartyId") REFERENCES "ThirdParties" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "HanDevices" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_HanDevices" PRIMARY KEY,
    "OccupancyId" TEXT NOT NULL,
    "CustomerId" TEXT NOT NULL,
    "Esiid" TEXT NOT NULL,
    "Mac" TEXT NOT NULL,
    "PresentMac" TEXT NULL,
    "Type" TEXT NOT NULL,
    "Description" TEXT NOT NULL,
    "EncryptedCode" TEXT NULL,
    "Status" TEXT NOT NULL,
    "StatusSince" TEXT NOT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_HanDevices_Occupancies_OccupancyId" FOREIGN KEY ("OccupancyId") REFERENCES "Occupancies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "OccupancyClaims" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_OccupancyClaims" PRIMARY KEY,
    "Esiid" TEXT NOT NULL,
    "OpenEsiid" TEXT NULL,
    "HolderOccupancyId" TEXT NOT NULL,
    "HolderId" TEXT NOT NULL,
    "CustomerId" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "MadeAt" TEXT NOT NULL,
    "EndsAt" TEXT NOT NULL,
    "ObjectedAt" TEXT NULL,
    "Objection" TEXT NULL,
    "ClosedAt" TEXT NULL,
    "Note" TEXT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_OccupancyClaims_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_OccupancyClaims_Customers_HolderId" FOREIGN KEY ("HolderId") REFERENCES "Customers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_OccupancyClaims_Occupancies_HolderOccupancyId" FOREIGN KEY ("HolderOccupancyId") REFERENCES "Occupancies" ("Id") ON DELETE RESTRICT
);

CREATE TABLE "AgreementEsiids" (
    "Esiid" TEXT NOT NULL,
    "AgreementNumber" INTEGER NOT NULL,
    "OccupancyId" TEXT NOT NULL,
    "ThirdPartyId" TEXT NOT NULL,
    "LeftAt" TEXT NULL,
    "UsedUpAt" TEXT NULL,
    CONSTRAINT "PK_AgreementEsiids" PRIMARY KEY ("AgreementNumber", "Esiid"),
    CONSTRAINT "FK_AgreementEsiids_Agreements_AgreementNumber" FOREIGN KEY ("AgreementNumber") REFERENCES "Agreements" ("Number") ON DELETE CASCADE
);

CREATE TABLE "ExtensionRequests" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ExtensionRequests" PRIMARY KEY,
    "AgreementNumber" INTEGER NOT NULL,
    "OpenAgreement" INTEGER NULL,
    "ThirdPartyId" TEXT NOT NULL,
    "CustomerId" TEXT NOT NULL,
    "AskedByUserId" TEXT NOT NULL,
    "LastDay" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "EndsAt" TEXT NOT NULL,
    "RemindedAt" TEXT NULL,
    "ClosedAt" TEXT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_ExtensionRequests_Agreements_AgreementNumber" FOREIGN KEY ("AgreementNumber") REFERENCES "Agreements" ("Number") ON DELETE CASCADE
);

CREATE TABLE "FirstAccesses" (
    "AgreementNumber" INTEGER NOT NULL CONSTRAINT "PK_FirstAccesses" PRIMARY KEY,
    "At" TEXT NOT NULL,
    CONSTRAINT "FK_FirstAccesses_Agreements_AgreementNumber" FOREIGN KEY ("AgreementNumber") REFERENCES "Agreements" ("Number") ON DELETE RESTRICT
);

CREATE TABLE "AddressChanges" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AddressChanges" PRIMARY KEY,
    "Version" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "Email" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ClosedAt" TEXT NULL,
    CONSTRAINT "FK_AddressChanges_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "AspNetUserClaims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetUserClaims" PRIMARY KEY AUTOINCREMENT,
    "UserId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_AspNetUserClaims_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "AspNetUserLogins" (
    "LoginProvider" TEXT NOT NULL,
    "ProviderKey" TEXT NOT NULL,
    "ProviderDisplayName" TEXT NULL,
    "UserId" TEXT NOT NULL,
    CONSTRAINT "PK_AspNetUserLogins" PRIMARY KEY ("LoginProvider", "ProviderKey"),
    CONSTRAINT "FK_AspNetUserLogins_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "AspNetUserPasskeys" (
    "CredentialId" BLOB NOT NULL CONSTRAINT "PK_AspNetUserPasskeys" PRIMARY KEY,
    "UserId" TEXT NOT NULL,
    "Data" TEXT NOT NULL,
    CONSTRAINT "FK_AspNetUserPasskeys_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "AspNetUserTokens" (
    "UserId" TEXT NOT NULL,
    "LoginProvider" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_AspNetUserTokens" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_AspNetUserTokens_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "Authenticators" (
    "UserId" TEXT NOT NULL CONSTRAINT "PK_Authenticators" PRIMARY KEY,
    "Version" TEXT NOT NULL,
    "Key" TEXT NULL,
    "Since" TEXT NULL,
    "PendingKey" TEXT NULL,
    "LastStep" INTEGER NOT NULL,
    CONSTRAINT "FK_Authenticators_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "KnownDevices" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_KnownDevices" PRIMARY KEY,
    "UserId" TEXT NOT NULL,
    "KeyHash" BLOB NOT NULL,
    "LastSignInAt" TEXT NOT NULL,
    CONSTRAINT "FK_KnownDevices_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "PasswordResets" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_PasswordResets" PRIMARY KEY,
    "Version" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ClosedAt" TEXT NULL,
    CONSTRAINT "FK_PasswordResets_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "RecoveryCodes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_RecoveryCodes" PRIMARY KEY,
    "UserId" TEXT NOT NULL,
    "Hash" BLOB NOT NULL,
    CONSTRAINT "FK_RecoveryCodes_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "SignInRecords" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_SignInRecords" PRIMARY KEY AUTOINCREMENT,
    "UserId" TEXT NOT NULL,
    "At" TEXT NOT NULL,
    "Outcome" TEXT NOT NULL,
    "Device" TEXT NOT NULL,
    CONSTRAINT "FK_SignInRecords_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "UserSessions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_UserSessions" PRIMARY KEY,
    "UserId" TEXT NOT NULL,
    "BeganAt" TEXT NOT NULL,
    "LastSeenAt" TEXT NOT NULL,
    "Device" TEXT NOT NULL,
    CONSTRAINT "FK_UserSessions_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "BulkRows" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_BulkRows" PRIMARY KEY,
    "TaskId" TEXT NOT NULL,
    "Line" INTEGER NOT NULL,
    "InvitationId" TEXT NULL,
    "Number" INTEGER NULL,
    "Customer" TEXT NOT NULL,
    "Content" TEXT NULL,
    "Problem" TEXT NULL,
    "Status" TEXT NOT NULL,
    "NextAttemptAt" TEXT NULL,
    "Attempts" INTEGER NOT NULL,
    "LeaseId" TEXT NULL,
    "LeaseUntil" TEXT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_BulkRows_BulkTasks_TaskId" FOREIGN KEY ("TaskId") REFERENCES "BulkTasks" ("Id") ON DELETE CASCADE
);

CREATE TABLE "InvitationEsiids" (
    "Esiid" TEXT NOT NULL,
    "InvitationNumber" INTEGER NOT NULL,
    "OpenKey" TEXT NULL,
    CONSTRAINT "PK_InvitationEsiids" PRIMARY KEY ("InvitationNumber", "Esiid"),
    CONSTRAINT "FK_InvitationEsiids_Invitations_InvitationNumber" FOREIGN KEY ("InvitationNumber") REFERENCES "Invitations" ("Number") ON DELETE CASCADE
);

CREATE TABLE "ReportFiles" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ReportFiles" PRIMARY KEY,
    "Version" TEXT NOT NULL,
    "ReportNumber" INTEGER NOT NULL,
    "ThirdPartyId" TEXT NOT NULL,
    "AgreementNumber" INTEGER NOT NULL,
    "OccupancyId" TEXT NOT NULL,
    "Esiid" TEXT NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NOT NULL,
    "DeliveredFrom" TEXT NULL,
    "DeliveredTo" TEXT NULL,
    "Status" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "Size" INTEGER NULL,
    "Sha256" TEXT NULL,
    "DeliveredAt" TEXT NULL,
    "RemovedAt" TEXT NULL,
    "Attempts" INTEGER NOT NULL,
    "Refusals" INTEGER NOT NULL,
    "NextAttemptAt" TEXT NULL,
    "MayHaveLeftovers" INTEGER NOT NULL,
    "LeaseId" TEXT NULL,
    "LeaseUntil" TEXT NULL,
    CONSTRAINT "FK_ReportFiles_Agreements_AgreementNumber" FOREIGN KEY ("AgreementNumber") REFERENCES "Agreements" ("Number") ON DELETE RESTRICT,
    CONSTRAINT "FK_ReportFiles_Reports_ReportNumber" FOREIGN KEY ("ReportNumber") REFERENCES "Reports" ("Number") ON DELETE CASCADE
);

CREATE TABLE "ReportRefusalLists" (
    "ReportNumber" INTEGER NOT NULL CONSTRAINT "PK_ReportRefusalLists" PRIMARY KEY,
    "Packed" BLOB NOT NULL,
    CONSTRAINT "FK_ReportRefusalLists_Reports_ReportNumber" FOREIGN KEY ("ReportNumber") REFERENCES "Reports" ("Number") ON DELETE CASCADE
);

CREATE TABLE "HanRequests" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_HanRequests" PRIMARY KEY,
    "DeviceId" TEXT NOT NULL,
    "OpenDevice" TEXT NULL,
    "Kind" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "AgreementNumber" INTEGER NULL,
    "AskedByUserId" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "ClosedAt" TEXT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "FK_HanRequests_HanDevices_DeviceId" FOREIGN KEY ("DeviceId") REFERENCES "HanDevices" ("Id") ON DELETE RESTRICT
);

INSERT INTO "IngestCounters" ("Id", "LastBatch")
VALUES (1, 0);
SELECT changes();


CREATE INDEX "IX_AccessRecords_AgreementNumber_At" ON "AccessRecords" ("AgreementNumber", "At");

CREATE INDEX "IX_AccessRecords_At" ON "AccessRecords" ("At");

CREATE INDEX "IX_AccessRecords_OccupancyId_At" ON "AccessRecords" ("OccupancyId", "At");

CREATE INDEX "IX_AddressChanges_CreatedAt" ON "AddressChanges" ("CreatedAt");

CREATE INDEX "IX_AddressChanges_UserId" ON "AddressChanges" ("UserId");

CREATE INDEX "IX_AgreementEsiids_Esiid" ON "AgreementEsiids" ("Esiid");

CREATE INDEX "IX_AgreementEsiids_ThirdPartyId_Esiid_AgreementNumber" ON "AgreementEsiids" ("ThirdPartyId", "Esiid", "AgreementNumber");

CREATE INDEX "IX_Agreements_CustomerId_Number" ON "Agreements" ("CustomerId", "Number");

CREATE UNIQUE INDEX "IX_Agreements_InvitationNumber" ON "Agreements" ("InvitationNumber");

CREATE INDEX "IX_Agreements_Mac_Status" ON "Agreements" ("Mac", "Status");

CREATE UNIQUE INDEX "IX_Agreements_PublicId" ON "Agreements" ("PublicId");

CREATE INDEX "IX_Agreements_RemindAt" ON "Agreements" ("RemindAt");

CREATE INDEX "IX_Agreements_Status_EndsAt" ON "Agreements" ("Status", "EndsAt");

CREATE INDEX "IX_Agreements_ThirdPartyId_Access_Number" ON "Agreements" ("ThirdPartyId", "Access", "Number");

CREATE INDEX "IX_Agreements_ThirdPartyId_Kind_Number" ON "Agreements" ("ThirdPartyId", "Kind", "Number");

CREATE INDEX "IX_Agreements_ThirdPartyId_NormalizedEmail_Number" ON "Agreements" ("ThirdPartyId", "NormalizedEmail", "Number");

CREATE INDEX "IX_Agreements_ThirdPartyId_NormalizedReference" ON "Agreements" ("ThirdPartyId", "NormalizedReference");

CREATE INDEX "IX_Agreements_ThirdPartyId_Number" ON "Agreements" ("ThirdPartyId", "Number");

CREATE INDEX "IX_Agreements_ThirdPartyId_Status_LastDay_Number" ON "Agreements" ("ThirdPartyId", "Status", "LastDay", "Number");

CREATE INDEX "IX_Agreements_ThirdPartyId_Status_Number" ON "Agreements" ("ThirdPartyId", "Status", "Number");

CREATE INDEX "IX_AspNetUserClaims_UserId" ON "AspNetUserClaims" ("UserId");

CREATE INDEX "IX_AspNetUserLogins_UserId" ON "AspNetUserLogins" ("UserId");

CREATE INDEX "IX_AspNetUserPasskeys_UserId" ON "AspNetUserPasskeys" ("UserId");

CREATE INDEX "EmailIndex" ON "AspNetUsers" ("NormalizedEmail");

CREATE INDEX "IX_AspNetUsers_CustomerId" ON "AspNetUsers" ("CustomerId");

CREATE INDEX "IX_AspNetUsers_ThirdPartyId" ON "AspNetUsers" ("ThirdPartyId");

CREATE UNIQUE INDEX "UserNameIndex" ON "AspNetUsers" ("NormalizedUserName");

CREATE INDEX "IX_Attempts_At" ON "Attempts" ("At");

CREATE INDEX "IX_Attempts_Key_At" ON "Attempts" ("Key", "At");

CREATE INDEX "IX_AuditEntries_Act_Number" ON "AuditEntries" ("Act", "Number");

CREATE INDEX "IX_AuditEntries_At" ON "AuditEntries" ("At");

CREATE INDEX "IX_AuditEntries_Path_Number" ON "AuditEntries" ("Path", "Number");

CREATE INDEX "IX_BulkRows_NextAttemptAt" ON "BulkRows" ("NextAttemptAt");

CREATE UNIQUE INDEX "IX_BulkRows_TaskId_Line" ON "BulkRows" ("TaskId", "Line");

CREATE INDEX "IX_BulkTasks_CreatedAt" ON "BulkTasks" ("CreatedAt");

CREATE INDEX "IX_BulkTasks_Status" ON "BulkTasks" ("Status");

CREATE INDEX "IX_BulkTasks_ThirdPartyId_CreatedAt_Id" ON "BulkTasks" ("ThirdPartyId", "CreatedAt", "Id");

CREATE INDEX "IX_ColleagueInvitations_CreatedAt" ON "ColleagueInvitations" ("CreatedAt");

CREATE INDEX "IX_ColleagueInvitations_CustomerId_Status_CreatedAt" ON "ColleagueInvitations" ("CustomerId", "Status", "CreatedAt");

CREATE UNIQUE INDEX "IX_ColleagueInvitations_OpenKey" ON "ColleagueInvitations" ("OpenKey");

CREATE INDEX "IX_ColleagueInvitations_ThirdPartyId_Status_CreatedAt" ON "ColleagueInvitations" ("ThirdPartyId", "Status", "CreatedAt");

CREATE INDEX "IX_CompanyBlocks_CustomerId" ON "CompanyBlocks" ("CustomerId");

CREATE INDEX "IX_CompanyBlocks_NormalizedEmail" ON "CompanyBlocks" ("NormalizedEmail");

CREATE UNIQUE INDEX "IX_CompanyBlocks_ThirdPartyId_CustomerId" ON "CompanyBlocks" ("ThirdPartyId", "CustomerId");

CREATE UNIQUE INDEX "IX_CompanyBlocks_ThirdPartyId_NormalizedEmail" ON "CompanyBlocks" ("ThirdPartyId", "NormalizedEmail");

CREATE INDEX "IX_CompanyRegistrations_CreatedAt" ON "CompanyRegistrations" ("CreatedAt");

CREATE INDEX "IX_CompanyRegistrations_NormalizedEmail_CreatedAt" ON "CompanyRegistrations" ("NormalizedEmail", "CreatedAt");

CREATE UNIQUE INDEX "IX_Customers_AuthorizationCode" ON "Customers" ("AuthorizationCode");

CREATE INDEX "IX_Customers_SummaryAt" ON "Customers" ("SummaryAt");

CREATE UNIQUE INDEX "IX_DeliveryFolders_UserName" ON "DeliveryFolders" ("UserName");

CREATE INDEX "IX_DigestLines_At" ON "DigestLines" ("At");

CREATE INDEX "IX_DigestLines_ThirdPartyId_At" ON "DigestLines" ("ThirdPartyId", "At");

CREATE INDEX "IX_ExtensionRequests_AgreementNumber" ON "ExtensionRequests" ("AgreementNumber");

CREATE INDEX "IX_ExtensionRequests_CustomerId_Status" ON "ExtensionRequests" ("CustomerId", "Status");

CREATE UNIQUE INDEX "IX_ExtensionRequests_OpenAgreement" ON "ExtensionRequests" ("OpenAgreement");

CREATE INDEX "IX_ExtensionRequests_Status_EndsAt" ON "ExtensionRequests" ("Status", "EndsAt");

CREATE INDEX "IX_HanDevices_CustomerId" ON "HanDevices" ("CustomerId");

CREATE UNIQUE INDEX "IX_HanDevices_OccupancyId_Mac" ON "HanDevices" ("OccupancyId", "Mac");

CREATE UNIQUE INDEX "IX_HanDevices_PresentMac" ON "HanDevices" ("PresentMac");

CREATE INDEX "IX_HanRequests_DeviceId_CreatedAt" ON "HanRequests" ("DeviceId", "CreatedAt");

CREATE UNIQUE INDEX "IX_HanRequests_OpenDevice" ON "HanRequests" ("OpenDevice");

CREATE INDEX "IX_HanRequests_Status_CreatedAt" ON "HanRequests" ("Status", "CreatedAt");

CREATE INDEX "IX_InboxFileErrors_FileId_Line" ON "InboxFileErrors" ("FileId", "Line");

CREATE INDEX "IX_InboxFiles_FinishedAt" ON "InboxFiles" ("FinishedAt");

CREATE INDEX "IX_InboxFiles_Sha256" ON "InboxFiles" ("Sha256");

CREATE INDEX "IX_InboxFiles_Status_Number" ON "InboxFiles" ("Status", "Number");

CREATE INDEX "IX_InvitationEsiids_Esiid" ON "InvitationEsiids" ("Esiid");

CREATE UNIQUE INDEX "IX_InvitationEsiids_OpenKey" ON "InvitationEsiids" ("OpenKey");

CREATE INDEX "IX_Invitations_CustomerId_Status" ON "Invitations" ("CustomerId", "Status");

CREATE INDEX "IX_Invitations_NormalizedEmail_Status" ON "Invitations" ("NormalizedEmail", "Status");

CREATE UNIQUE INDEX "IX_Invitations_PublicId" ON "Invitations" ("PublicId");

CREATE INDEX "IX_Invitations_Status_EndsAt" ON "Invitations" ("Status", "EndsAt");

CREATE INDEX "IX_Invitations_ThirdPartyId_Access_Number" ON "Invitations" ("ThirdPartyId", "Access", "Number");

CREATE INDEX "IX_Invitations_ThirdPartyId_CreatedAt" ON "Invitations" ("ThirdPartyId", "CreatedAt");

CREATE INDEX "IX_Invitations_ThirdPartyId_Kind_Number" ON "Invitations" ("ThirdPartyId", "Kind", "Number");

CREATE INDEX "IX_Invitations_ThirdPartyId_NormalizedEmail" ON "Invitations" ("ThirdPartyId", "NormalizedEmail");

CREATE INDEX "IX_Invitations_ThirdPartyId_NormalizedReference" ON "Invitations" ("ThirdPartyId", "NormalizedReference");

CREATE INDEX "IX_Invitations_ThirdPartyId_Number" ON "Invitations" ("ThirdPartyId", "Number");

CREATE INDEX "IX_Invitations_ThirdPartyId_Status_EndsAt_Number" ON "Invitations" ("ThirdPartyId", "Status", "EndsAt", "Number");

CREATE INDEX "IX_Invitations_ThirdPartyId_Status_Number" ON "Invitations" ("ThirdPartyId", "Status", "Number");

CREATE INDEX "IX_KnownDevices_LastSignInAt" ON "KnownDevices" ("LastSignInAt");

CREATE UNIQUE INDEX "IX_KnownDevices_UserId_KeyHash" ON "KnownDevices" ("UserId", "KeyHash");

CREATE INDEX "IX_LedgerEntries_AgreementId" ON "LedgerEntries" ("AgreementId");

CREATE INDEX "IX_LedgerEntries_InvitationId" ON "LedgerEntries" ("InvitationId");

CREATE UNIQUE INDEX "IX_LedgerEntries_Sequence" ON "LedgerEntries" ("Sequence");

CREATE INDEX "IX_LedgerEntries_Sequence_At" ON "LedgerEntries" ("Sequence", "At");

CREATE INDEX "IX_MailLinks_EmailId" ON "MailLinks" ("EmailId");

CREATE INDEX "IX_MailLinks_TargetKind_TargetId" ON "MailLinks" ("TargetKind", "TargetId");

CREATE UNIQUE INDEX "IX_MoveEvents_Esiid_Kind_Day" ON "MoveEvents" ("Esiid", "Kind", "Day");

CREATE INDEX "IX_MoveEvents_Status_ActsAt" ON "MoveEvents" ("Status", "ActsAt");

CREATE UNIQUE INDEX "IX_Occupancies_CurrentEsiid" ON "Occupancies" ("CurrentEsiid");

CREATE INDEX "IX_Occupancies_CustomerId_Esiid" ON "Occupancies" ("CustomerId", "Esiid");

CREATE INDEX "IX_Occupancies_Esiid" ON "Occupancies" ("Esiid");

CREATE INDEX "IX_OccupancyClaims_CustomerId_MadeAt" ON "OccupancyClaims" ("CustomerId", "MadeAt");

CREATE INDEX "IX_OccupancyClaims_HolderId_MadeAt" ON "OccupancyClaims" ("HolderId", "MadeAt");

CREATE INDEX "IX_OccupancyClaims_HolderOccupancyId" ON "OccupancyClaims" ("HolderOccupancyId");

CREATE INDEX "IX_OccupancyClaims_MadeAt_Id" ON "OccupancyClaims" ("MadeAt", "Id");

CREATE UNIQUE INDEX "IX_OccupancyClaims_OpenEsiid" ON "OccupancyClaims" ("OpenEsiid");

CREATE INDEX "IX_OccupancyClaims_Status_EndsAt" ON "OccupancyClaims" ("Status", "EndsAt");

CREATE INDEX "IX_OutgoingEmails_CreatedAt_Id" ON "OutgoingEmails" ("CreatedAt", "Id");

CREATE INDEX "IX_OutgoingEmails_Status_CreatedAt_Id" ON "OutgoingEmails" ("Status", "CreatedAt", "Id");

CREATE INDEX "IX_OutgoingEmails_Status_NextAttemptAt" ON "OutgoingEmails" ("Status", "NextAttemptAt");

CREATE INDEX "IX_OutgoingEmails_TargetKind_TargetId" ON "OutgoingEmails" ("TargetKind", "TargetId");

CREATE INDEX "IX_OutgoingEmails_ThirdPartyId_Status" ON "OutgoingEmails" ("ThirdPartyId", "Status");

CREATE INDEX "IX_PasswordResets_CreatedAt" ON "PasswordResets" ("CreatedAt");

CREATE INDEX "IX_PasswordResets_UserId" ON "PasswordResets" ("UserId");

CREATE UNIQUE INDEX "IX_Ratings_CustomerId_ThirdPartyId" ON "Ratings" ("CustomerId", "ThirdPartyId");

CREATE INDEX "IX_Ratings_GivenAt_Id" ON "Ratings" ("GivenAt", "Id");

CREATE INDEX "IX_Ratings_ThirdPartyId_GivenAt_Id" ON "Ratings" ("ThirdPartyId", "GivenAt", "Id");

CREATE INDEX "IX_Ratings_ThirdPartyId_Id" ON "Ratings" ("ThirdPartyId", "Id");

CREATE INDEX "IX_Ratings_ThirdPartyId_Status_Stars" ON "Ratings" ("ThirdPartyId", "Status", "Stars");

CREATE UNIQUE INDEX "IX_RecoveryCodes_UserId_Hash" ON "RecoveryCodes" ("UserId", "Hash");

CREATE INDEX "IX_ReportFiles_AgreementNumber_Status" ON "ReportFiles" ("AgreementNumber", "Status");

CREATE INDEX "IX_ReportFiles_NextAttemptAt" ON "ReportFiles" ("NextAttemptAt");

CREATE INDEX "IX_ReportFiles_RemovedAt_DeliveredAt" ON "ReportFiles" ("RemovedAt", "DeliveredAt");

CREATE UNIQUE INDEX "IX_ReportFiles_ReportNumber_Esiid" ON "ReportFiles" ("ReportNumber", "Esiid");

CREATE INDEX "IX_ReportFiles_ReportNumber_Status" ON "ReportFiles" ("ReportNumber", "Status");

CREATE UNIQUE INDEX "IX_Reports_PublicId" ON "Reports" ("PublicId");

CREATE INDEX "IX_Reports_Status" ON "Reports" ("Status");

CREATE INDEX "IX_Reports_ThirdPartyId_Number" ON "Reports" ("ThirdPartyId", "Number");

CREATE INDEX "IX_SignInRecords_At" ON "SignInRecords" ("At");

CREATE INDEX "IX_SignInRecords_UserId_Number" ON "SignInRecords" ("UserId", "Number");

CREATE INDEX "IX_ThirdParties_CreatedAt_Id" ON "ThirdParties" ("CreatedAt", "Id");

CREATE INDEX "IX_ThirdParties_Duns" ON "ThirdParties" ("Duns");

CREATE UNIQUE INDEX "IX_ThirdParties_HeldDuns" ON "ThirdParties" ("HeldDuns");

CREATE UNIQUE INDEX "IX_ThirdParties_HeldName" ON "ThirdParties" ("HeldName");

CREATE UNIQUE INDEX "IX_ThirdParties_ProposalId" ON "ThirdParties" ("ProposalId");

CREATE INDEX "IX_ThirdParties_Status_CreatedAt_Id" ON "ThirdParties" ("Status", "CreatedAt", "Id");

CREATE INDEX "IX_UsageDays_BatchNumber" ON "UsageDays" ("BatchNumber");

CREATE INDEX "IX_UserSessions_UserId" ON "UserSessions" ("UserId");

CREATE INDEX "IX_WebhookEvents_ThirdPartyId_At" ON "WebhookEvents" ("ThirdPartyId", "At");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128094926_Initial', '10.0.15');

COMMIT;

