; The installer for Windows, made by Inno Setup 6 from the folder dist\CodeDesk: python dev.py package.
; Written, not tried.
;
; For one person, without an administrator. A newer version is put in the place of the older one (the same AppId, the same
; folder); what stood there is taken away first, so that nothing of the old version is left among the new. Departments,
; settings and backups lie in the person's own folders, which no installer touches: removing leaves them.
#ifndef Version
  #error Say which version: iscc /DVersion=1.2.3 codedesk.iss
#endif

[Setup]
AppId={{6B6E1E0C-7B7B-4B50-9C52-3A0F6E7A5C11}
AppName=CodeDesk
AppVersion={#Version}
AppVerName=CodeDesk {#Version}
AppPublisher=The CodeDesk authors
DefaultDirName={autopf}\CodeDesk
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
DisableDirPage=auto
UsePreviousAppDir=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no
SetupIconFile=..\..\build\codedesk.ico
UninstallDisplayIcon={app}\CodeDesk.exe
OutputDir=..\..\dist
OutputBaseFilename=CodeDesk-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\CodeDesk\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\CodeDesk"; Filename: "{app}\CodeDesk.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.codedesk"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.codedesk.department"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\.codedesk\OpenWithProgids"; ValueType: string; ValueName: "CodeDesk.Department"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\CodeDesk.Department"; ValueType: string; ValueData: "CodeDesk department"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\CodeDesk.Department\DefaultIcon"; ValueType: string; ValueData: "{app}\CodeDesk.exe,0"
Root: HKA; Subkey: "Software\Classes\CodeDesk.Department\shell\open\command"; ValueType: string; ValueData: """{app}\CodeDesk.exe"" open ""%1"""

[Run]
Filename: "{app}\CodeDesk.exe"; Description: "Start CodeDesk"; Flags: nowait postinstall skipifsilent
