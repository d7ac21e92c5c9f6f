import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import { RegisterType } from '../fleet/electrical.type.ts';
import type { Register } from '../fleet/fleet.entity.ts';
import {
  EstimateEnergyInput,
  RecordManualReadingInput,
  RecordReplacementInput,
  TrustReadingsInput,
  UpdateRegisterInput,
  VoidReadingsInput,
} from './corrections.inputs.ts';
import { recordManualReading, recordReplacement, trustReadings, voidReadings } from './corrections.service.ts';
import { estimateEnergy } from './estimate-by-hand.service.ts';
import { updateRegister } from './update-register.service.ts';

const RecordReplacementResult = result('RecordReplacement', () => RegisterType);
const VoidReadingsResult = result('VoidReadings', () => RegisterType);
const TrustReadingsResult = result('TrustReadings', () => RegisterType);
const RecordManualReadingResult = result('RecordManualReading', () => RegisterType);
const UpdateRegisterResult = result('UpdateRegister', () => RegisterType);
const EstimateEnergyResult = result('EstimateEnergy', () => RegisterType);

@Resolver()
export class CorrectionsResolver {
  @Authorized('metering:correct')
  @Mutation(() => RecordReplacementResult, {
    description:
      "A meter was swapped: its last value and the new one's first. What it changes of issued invoices becomes a true-up on the next ones. Conflict `CONTRADICTS`, `ALREADY_RECORDED`.",
  })
  recordReplacement(
    @Arg('input', () => RecordReplacementInput) input: RecordReplacementInput,
    @Ctx() context: ViewerContext,
  ): Promise<Register> {
    return recordReplacement(context, input);
  }

  @Authorized('metering:correct')
  @Mutation(() => VoidReadingsResult, {
    description:
      'Declares a range of a register untrue, as the evidence format has it: intervals that overlap it are gaps, held with `VOIDED` unless estimated. The readings stay visible.',
  })
  voidReadings(
    @Arg('input', () => VoidReadingsInput) input: VoidReadingsInput,
    @Ctx() context: ViewerContext,
  ): Promise<Register> {
    return voidReadings(context, input);
  }

  @Authorized('metering:correct')
  @Mutation(() => TrustReadingsResult, {
    description:
      'Somebody looked: readings of this range are right. Checks no longer void them, and voids that people declared within it are withdrawn.',
  })
  trustReadings(
    @Arg('input', () => TrustReadingsInput) input: TrustReadingsInput,
    @Ctx() context: ViewerContext,
  ): Promise<Register> {
    return trustReadings(context, input);
  }

  @Authorized('metering:correct')
  @Mutation(() => RecordManualReadingResult, {
    description:
      "A reading taken off the display, beside the device's own. Conflict `CONTRADICTS` where a reading is already, or where the register would fall.",
  })
  recordManualReading(
    @Arg('input', () => RecordManualReadingInput) input: RecordManualReadingInput,
    @Ctx() context: ViewerContext,
  ): Promise<Register> {
    return recordManualReading(context, input);
  }

  @Authorized('metering:correct')
  @Mutation(() => EstimateEnergyResult, {
    description:
      'Energy put in for a gap by a person, marked estimated (`BY_HAND`). Conflict `ALREADY_KNOWN` where it is measured, `NO_REGISTER` where nothing hung there, `SEVERAL_UNITS`.',
  })
  estimateEnergy(
    @Arg('input', () => EstimateEnergyInput) input: EstimateEnergyInput,
    @Ctx() context: ViewerContext,
  ): Promise<Register> {
    return estimateEnergy(context, input);
  }

  @Authorized('metering:correct')
  @Mutation(() => UpdateRegisterResult, {
    description:
      'How far a register counts and how much can flow through it. Where it fell already that is judged anew; what it changes of issued invoices becomes a true-up on the next ones. Conflict `CONTRADICTS` where it has read more.',
  })
  updateRegister(
    @Arg('input', () => UpdateRegisterInput) input: UpdateRegisterInput,
    @Ctx() context: ViewerContext,
  ): Promise<Register> {
    return updateRegister(context, input);
  }
}
